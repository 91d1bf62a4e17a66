using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Members.Inventory;
using MesosOperator.Kubernetes.Members.Pods;

namespace MesosOperator.Kubernetes.Members;

/// <summary>A member cluster as its owner wants it.</summary>
/// <param name="Name">The name of its object.</param>
/// <param name="Spec">What the object says.</param>
internal sealed record MemberSettings(string Name, V1Alpha1ClusterSpec Spec)
{
    /// <summary>Ports that are offered on each node, as agents do that are told nothing else.</summary>
    public const ulong FirstPort = 31000;

    public const ulong LastPort = 32000;

    /// <summary>A Pod that belongs to nobody is left alone for so long: who it belongs to may only be late.</summary>
    public static readonly TimeSpan OrphanGrace = TimeSpan.FromSeconds(60);

    /// <summary>Since when there is the object: of two for one cluster the older counts.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>How many nodes and Pods may wait to be looked at: more than a cluster has of nodes and of Pods of ours.</summary>
    public int KeysMax { get; init; } = 100_000;

    /// <summary>How Pods are made.</summary>
    public PodSettings Pods { get; } = new(Name, Spec.Tasks, NodeReader.PolicyOf(Spec.OnDisconnect));
}
