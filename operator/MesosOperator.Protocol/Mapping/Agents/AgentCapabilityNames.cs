using MesosOperator.Core.Agents;
using Capability = MesosOperator.Protocol.Mesos.V1.AgentInfo.Types.Capability;

namespace MesosOperator.Protocol.Mapping.Agents;

/// <summary>The capabilities of agents, as flags here and as a list on the wire.</summary>
public static class AgentCapabilityNames
{
    private static readonly (AgentCapabilities Core, Capability.Types.Type Wire)[] Pairs =
    [
        (AgentCapabilities.MultiRole, Capability.Types.Type.MultiRole),
        (AgentCapabilities.HierarchicalRole, Capability.Types.Type.HierarchicalRole),
        (AgentCapabilities.ReservationRefinement, Capability.Types.Type.ReservationRefinement),
        (AgentCapabilities.ResourceProvider, Capability.Types.Type.ResourceProvider),
        (AgentCapabilities.ResizeVolume, Capability.Types.Type.ResizeVolume),
        (AgentCapabilities.OperationFeedback, Capability.Types.Type.AgentOperationFeedback),
        (AgentCapabilities.Draining, Capability.Types.Type.AgentDraining),
        (AgentCapabilities.TaskResourceLimits, Capability.Types.Type.TaskResourceLimits),
    ];

    /// <summary>The flags of a list; what is not known is left out.</summary>
    public static AgentCapabilities FromWire(IEnumerable<Capability> capabilities) => capabilities.Aggregate(
        AgentCapabilities.None,
        (sum, next) => sum | Pairs.FirstOrDefault(pair => pair.Wire == next.Type).Core);

    /// <summary>The list of flags.</summary>
    public static IEnumerable<Capability> ToWire(AgentCapabilities capabilities) => Pairs
        .Where(pair => (capabilities & pair.Core) != 0)
        .Select(pair => new Capability { Type = pair.Wire });
}
