using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Devices;

/// <summary>The graphics processors that this agent offers, and the device files that whoever has one needs besides.</summary>
internal sealed record HostGpus(ImmutableArray<Gpu> Gpus, ImmutableArray<DeviceNode> Common)
{
    public static readonly HostGpus None = new([], []);

    /// <summary>All device files of them, which nobody may use but by holding one.</summary>
    public ImmutableArray<DeviceRule> Scarce => [.. Gpus.Select(gpu => gpu.Device), .. Common.Select(node => node.Rule)];

    /// <summary>Device files for somebody who holds those.</summary>
    public ImmutableArray<DeviceNode> NodesFor(IReadOnlyCollection<Gpu> held) => held.Count == 0 ? [] : [.. held.Select(gpu => gpu.Node), .. Common];

    /// <summary>What somebody who holds those may use.</summary>
    public ImmutableArray<DeviceRule> RulesFor(IReadOnlyCollection<Gpu> held) => [.. NodesFor(held).Select(node => node.Rule)];
}
