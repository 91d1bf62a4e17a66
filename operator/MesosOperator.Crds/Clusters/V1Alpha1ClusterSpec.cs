using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Clusters;

/// <summary>How to reach a cluster, and what of it to use.</summary>
[Rule("has(self.kubeconfig) != has(self.inCluster)", "names either kubeconfig or inCluster")]
public sealed record V1Alpha1ClusterSpec
{
    /// <summary>Reaches the cluster with a kubeconfig.</summary>
    public ClusterKubeconfig? Kubeconfig { get; init; }

    /// <summary>Is the cluster that the operator runs in, with the operator's own service account.</summary>
    public ClusterInside? InCluster { get; init; }

    /// <summary>The nodes to use: those that have all of these labels.</summary>
    [Bounds(0, 32)]
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    /// <summary>The taints that do not keep a node out of the pool.</summary>
    [Bounds(0, 32)]
    public IReadOnlyList<ClusterToleration>? Tolerations { get; init; }

    /// <summary>How much of each node is left to the cluster's own workloads.</summary>
    public Headroom? Headroom { get; init; }

    /// <summary>Attributes of the agents by their names, each from the label of the nodes that is named.</summary>
    [Bounds(0, 32)]
    public IReadOnlyDictionary<string, string>? AttributeLabels { get; init; }

    /// <summary>Where tasks run, and how.</summary>
    public ClusterTasks Tasks { get; init; } = new();

    /// <summary>How many requests the operator makes.</summary>
    public ClusterRequestLimits RequestLimits { get; init; } = new();

    /// <summary>What becomes of tasks while the cluster cannot be reached, unless their framework says otherwise.</summary>
    public DisconnectPolicy OnDisconnect { get; init; } = new();

    /// <summary>How it is emptied when it leaves.</summary>
    public ClusterLeaving Leaving { get; init; } = new();
}
