using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Commands;

/// <summary>What a person or a controller asks for.</summary>
public abstract record OperatorCommand : Command
{
    /// <summary>Ends a framework and all that it runs, connected or not.</summary>
    public sealed record TearDownFramework(FrameworkId FrameworkId) : OperatorCommand;

    /// <summary>Offers nothing of an agent; its tasks go on.</summary>
    public sealed record DeactivateAgent(AgentId AgentId) : OperatorCommand;

    /// <summary>Offers an agent's resources again; refused while it is being drained (case G04).</summary>
    public sealed record ReactivateAgent(AgentId AgentId) : OperatorCommand;

    /// <summary>Offers nothing of an agent and ends its tasks; a new plan replaces an earlier one.</summary>
    public sealed record DrainAgent(AgentId AgentId, DrainPlan Plan) : OperatorCommand;

    /// <summary>Declares that an agent never comes back: its tasks are gone, and it is refused if it does come.</summary>
    public sealed record MarkAgentGone(AgentId AgentId) : OperatorCommand;

    /// <summary>
    /// Makes other resources of an agent's free resources: reserves, unreserves, creates and destroys volumes. Offers are
    /// rescinded where that frees enough; otherwise it is refused (semantics 3.15, case R10). The agent keeps the result.
    /// </summary>
    public sealed record OperateOnAgent(AgentId AgentId, ResourceOperation Operation) : OperatorCommand;

    /// <summary>Gives roles their quotas, all of them or none (semantics 3.14).</summary>
    public sealed record UpdateQuota(ImmutableArray<QuotaConfig> Configs, Overcommit Overcommit) : OperatorCommand;

    /// <summary>Gives roles their weights, in thousandths, all of them or none.</summary>
    public sealed record UpdateWeights(ImmutableSortedDictionary<RoleName, int> WeightsMilli) : OperatorCommand;

    /// <summary>Replaces the schedule of maintenance; a machine that is under maintenance may not be left out (case G05).</summary>
    public sealed record UpdateMaintenance(ImmutableArray<MaintenanceWindow> Windows) : OperatorCommand;

    /// <summary>Begins the maintenance of machines in the schedule: their agents are shut down, removed and refused (case G09).</summary>
    public sealed record StartMaintenance(ImmutableArray<MachineId> Machines) : OperatorCommand;

    /// <summary>Ends the maintenance of machines: they leave the schedule and their agents may come again.</summary>
    public sealed record StopMaintenance(ImmutableArray<MachineId> Machines) : OperatorCommand;
}
