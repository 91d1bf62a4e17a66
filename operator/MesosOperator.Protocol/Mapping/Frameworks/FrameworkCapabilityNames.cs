using MesosOperator.Core.Frameworks;
using Capability = MesosOperator.Protocol.Mesos.V1.FrameworkInfo.Types.Capability;

namespace MesosOperator.Protocol.Mapping.Frameworks;

/// <summary>The capabilities of frameworks, as flags here and as a list on the wire.</summary>
internal static class FrameworkCapabilityNames
{
    private static readonly (FrameworkCapabilities Core, Capability.Types.Type Wire)[] Pairs =
    [
        (FrameworkCapabilities.RevocableResources, Capability.Types.Type.RevocableResources),
        (FrameworkCapabilities.TaskKillingState, Capability.Types.Type.TaskKillingState),
        (FrameworkCapabilities.GpuResources, Capability.Types.Type.GpuResources),
        (FrameworkCapabilities.SharedResources, Capability.Types.Type.SharedResources),
        (FrameworkCapabilities.PartitionAware, Capability.Types.Type.PartitionAware),
        (FrameworkCapabilities.MultiRole, Capability.Types.Type.MultiRole),
        (FrameworkCapabilities.ReservationRefinement, Capability.Types.Type.ReservationRefinement),
        (FrameworkCapabilities.RegionAware, Capability.Types.Type.RegionAware),
    ];

    public static FrameworkCapabilities FromWire(IEnumerable<Capability> capabilities) => capabilities.Aggregate(
        FrameworkCapabilities.None,
        (sum, next) => sum | Pairs.FirstOrDefault(pair => pair.Wire == next.Type).Core);

    public static IEnumerable<Capability> ToWire(FrameworkCapabilities capabilities) => Pairs
        .Where(pair => (capabilities & pair.Core) != 0)
        .Select(pair => new Capability { Type = pair.Wire });
}
