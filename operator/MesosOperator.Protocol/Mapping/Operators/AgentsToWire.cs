using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Protocol.Mapping.Agents;
using MesosOperator.Protocol.Mesos.V1.Master;
using Mapped = MesosOperator.Protocol.Mesos.V1.Master.Response.Types.GetAgents.Types.Agent;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>Agents as operators read them.</summary>
public static class AgentsToWire
{
    /// <summary>The agents; those that are known from before and have not come back stand apart (case X02).</summary>
    public static Response.Types.GetAgents Map(MasterView view)
    {
        var mapped = Recovering(view);
        mapped.Agents.AddRange(Each(view));
        return mapped;
    }

    /// <summary>The agents that are here, or were here, one by one.</summary>
    public static IEnumerable<Mapped> Each(MasterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var holdings = new AgentHoldings(view);
        return view.Agents.Where(agent => !agent.IsRecovering).Select(agent => Map(agent, holdings));
    }

    /// <summary>Those alone that are known from before and have not come back.</summary>
    public static Response.Types.GetAgents Recovering(MasterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new() { RecoveredAgents = { view.Agents.Where(agent => agent.IsRecovering).Select(agent => AgentToWire.Map(agent.Id, agent.Info)) } };
    }

    /// <summary>An agent that has just come, of which nothing is used yet.</summary>
    internal static Mapped Joined(AgentId id, AgentInfo info, ResourceSet total, Instant at)
    {
        return new()
        {
            AgentInfo = AgentToWire.Map(id, info),
            Active = true,
            Deactivated = false,
            Version = info.Version,
            Pid = PidOf(info),
            RegisteredTime = Instants.ToWire(at),
            TotalResources = { OperatorResources.Of(total.Items) },
            Capabilities = { AgentCapabilityNames.ToWire(info.Capabilities) },
        };
    }

    private static Mapped Map(AgentView agent, AgentHoldings holdings)
    {
        var mapped = Joined(agent.Id, agent.Info, agent.Total, agent.RegisteredAt);
        mapped.Active = agent.IsActive;
        mapped.Deactivated = agent.Duty.Mode != AgentMode.Active;
        mapped.ReregisteredTime = agent.ReregisteredAt is { } again ? Instants.ToWire(again) : null;
        mapped.AllocatedResources.AddRange(holdings.Used(agent.Id));
        mapped.OfferedResources.AddRange(holdings.Offered(agent.Id));
        mapped.DrainInfo = AgentToWire.Drain(agent.Duty);
        mapped.EstimatedDrainStartTime = agent.Duty.IsDrain ? Instants.ToWire(agent.Duty.Since) : null;
        return mapped;
    }

    private static string PidOf(AgentInfo info) => $"slave(1)@{info.Ip}:{info.Port}";
}
