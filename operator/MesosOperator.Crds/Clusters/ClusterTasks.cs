using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Clusters;

/// <summary>Where tasks run in a cluster, and how.</summary>
public sealed record ClusterTasks
{
    /// <summary>The namespace of the Pods; made if it is not there.</summary>
    [Format<ObjectNameFormat>]
    public string Namespace { get; init; } = "mesos-tasks";

    /// <summary>The most that all tasks together may use there, kept by a ResourceQuota; none where nothing is said.</summary>
    public ResourceAmounts? Quota { get; init; }

    /// <summary>The image of tasks that name none; they cannot be launched where nothing is said.</summary>
    [Bounds(1, 1024)]
    public string? DefaultImage { get; init; }

    /// <summary>The image of a container that fetches the files of tasks by their <c>uris</c>: one with a shell, wget, tar and unzip, as busybox is.
    /// Tasks with such files cannot be launched where nothing is said.</summary>
    [Bounds(1, 1024)]
    public string? FetcherImage { get; init; }

    /// <summary>The folders of nodes that tasks may mount; none where nothing is said.</summary>
    [Bounds(0, 32)]
    public IReadOnlyList<AllowedHostPath>? HostPaths { get; init; }

    /// <summary>The StorageClass of persistent volumes, which has to make them on the node that a claim names; tasks with such volumes
    /// cannot be launched where nothing is said.</summary>
    [Format<ObjectNameFormat>]
    public string? StorageClass { get; init; }

    /// <summary>Who puts a Pod on its node.</summary>
    public PodBinding Binding { get; init; }
}
