using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Clusters;

/// <summary>How many requests the operator makes to a cluster's API.</summary>
public sealed record ClusterRequestLimits
{
    /// <summary>How many a second over time.</summary>
    [Bounds(1, 10000)]
    public int PerSecond { get; init; } = 100;

    /// <summary>How many at once.</summary>
    [Bounds(1, 10000)]
    public int Burst { get; init; } = 200;
}
