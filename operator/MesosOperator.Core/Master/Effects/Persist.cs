using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Effects;

/// <summary>Something that must be durable before anybody is told of it.</summary>
public abstract record Persist
{
    /// <summary>Keep a framework's id and description.</summary>
    public sealed record Framework(FrameworkId FrameworkId, FrameworkInfo Info) : Persist;

    /// <summary>Remember that a framework is gone.</summary>
    public sealed record FrameworkRemoval(FrameworkId FrameworkId) : Persist;

    /// <summary>Keep a role's quota.</summary>
    public sealed record Quota(RoleName Role, Allocation.Quota Value) : Persist;

    /// <summary>Keep a role's weight, in thousandths.</summary>
    public sealed record Weight(RoleName Role, int WeightMilli) : Persist;

    /// <summary>Keep an agent's id and description.</summary>
    public sealed record Agent(AgentId AgentId, AgentInfo Info) : Persist;

    /// <summary>Remember that an agent is gone.</summary>
    public sealed record AgentRemoval(AgentId AgentId) : Persist;
}
