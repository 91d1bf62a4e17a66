using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Clusters;

/// <summary>What is known of a cluster.</summary>
public sealed record V1Alpha1ClusterStatus : ResourceStatus
{
    /// <summary>What tells it from all others, whatever it is called: the uid of its namespace kube-system.</summary>
    [Bounds(0, 64)]
    public string? ClusterId { get; init; }

    /// <summary>The version of its API server.</summary>
    [Bounds(0, 64)]
    public string? Version { get; init; }

    /// <summary>How many of its nodes are in the pool.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Nodes { get; init; }

    /// <summary>What these nodes can allocate.</summary>
    public ResourceValues? Capacity { get; init; }

    /// <summary>What of it may be offered: without what others use and without the headroom.</summary>
    public ResourceValues? Free { get; init; }

    /// <summary>How many Pods of the operator's belong to nobody any more and are to be collected.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Orphans { get; init; }

    /// <summary>How long its API took to answer lately.</summary>
    [Bounds(0, int.MaxValue)]
    public int? LatencyMilliseconds { get; init; }

    /// <summary>Until when the picture of its nodes is known to be right.</summary>
    public DateTimeOffset? FreshAt { get; init; }
}
