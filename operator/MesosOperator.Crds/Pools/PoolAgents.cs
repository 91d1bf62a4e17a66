using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Pools;

/// <summary>What the agents of a pool are like.</summary>
public sealed record PoolAgents
{
    /// <summary>Their attributes, as Mesos writes their values.</summary>
    [Bounds(0, 64)]
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>What each of them reserves from the start.</summary>
    [Bounds(0, 16)]
    public IReadOnlyList<ReservedResources>? Reservations { get; init; }

    /// <summary>Tags of the machines in the cloud, besides those that say whose they are.</summary>
    [Bounds(0, 32)]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>A cloud-init document that is carried out before the agent starts. Everybody on the machine can read it.</summary>
    [Bounds(1, 12288)]
    public string? CloudInit { get; init; }
}
