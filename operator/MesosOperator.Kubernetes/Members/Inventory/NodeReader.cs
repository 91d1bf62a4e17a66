using System.Collections.Immutable;
using k8s.Models;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Resources;
using MesosOperator.Crds.Clusters;

namespace MesosOperator.Kubernetes.Members.Inventory;

/// <summary>A node of a member cluster as an agent.</summary>
internal static class NodeReader
{
    private const string Region = "topology.kubernetes.io/region";
    private const string Zone = "topology.kubernetes.io/zone";

    private const AgentCapabilities Capabilities = AgentCapabilities.MultiRole | AgentCapabilities.HierarchicalRole
        | AgentCapabilities.ReservationRefinement | AgentCapabilities.Draining | AgentCapabilities.TaskResourceLimits;

    /// <summary>Attributes that every agent of a cluster has where its node has the label; what the user names comes on top.</summary>
    private static readonly ImmutableArray<(string Attribute, string Label)> UsualLabels =
    [
        ("arch", "kubernetes.io/arch"),
        ("gpu", "nvidia.com/gpu.product"),
        ("instance-type", "node.kubernetes.io/instance-type"),
        ("os", "kubernetes.io/os"),
    ];

    /// <summary>Whether the user wants it in the pool.</summary>
    public static bool IsSelected(V1Node node, V1Alpha1ClusterSpec cluster) =>
        cluster.NodeSelector is not { } selector
        || selector.All(wanted => node.Metadata.Labels?.TryGetValue(wanted.Key, out var value) == true && value == wanted.Value);

    public static NodePhase PhaseOf(V1Node node, V1Alpha1ClusterSpec cluster)
    {
        if (node.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready") is not { Status: "True" })
            return NodePhase.Silent;
        return node.Spec?.Unschedulable == true || node.Spec?.Taints?.Any(taint => Repels(taint, cluster)) == true ? NodePhase.Closed : NodePhase.Usable;
    }

    /// <summary>What the node can give to Pods.</summary>
    public static NodeAmounts AllocatableOf(V1Node node) => QuantityReader.Read(node.Status?.Allocatable);

    /// <summary>How much of it is left to others.</summary>
    public static NodeAmounts HeadroomOf(NodeAmounts allocatable, V1Alpha1ClusterSpec cluster)
    {
        var share = cluster.Headroom?.Percent is { } percent ? allocatable.Percent(percent) : default;
        return cluster.Headroom?.Resources is { } least ? NodeAmounts.Max(share, NodeAmounts.Of(least.ToQuantities())) : share;
    }

    /// <summary>The agent, with that much of it.</summary>
    public static AgentInfo InfoOf(V1Node node, string cluster, V1Alpha1ClusterSpec spec, ResourceSet resources) =>
        new(node.Metadata.Name, AddressOf(node), 0, resources)
        {
            Cluster = cluster,
            OnPartition = PolicyOf(spec.OnDisconnect),
            Attributes = AttributesOf(node, cluster, spec),
            Domain = node.Metadata.Labels is { } labels && labels.TryGetValue(Region, out var region) && labels.TryGetValue(Zone, out var zone)
                ? new FaultDomain(region, zone)
                : null,
            Capabilities = Capabilities,
            Version = node.Status?.NodeInfo?.KubeletVersion ?? "",
        };

    /// <summary>What becomes of tasks out of reach; null where they are kept.</summary>
    public static PartitionPolicy? PolicyOf(DisconnectPolicy policy) => policy.Action switch
    {
        DisconnectAction.Replace => new(PartitionAction.Replace, TimeSpan.FromSeconds(policy.AfterSeconds ?? 0)),
        DisconnectAction.Kill => new(PartitionAction.Kill, TimeSpan.FromSeconds(policy.AfterSeconds ?? 0)),
        _ => null,
    };

    private static ImmutableArray<AgentAttribute> AttributesOf(V1Node node, string cluster, V1Alpha1ClusterSpec spec)
    {
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["cluster"] = cluster };
        foreach (var (attribute, label) in UsualLabels.Concat(spec.AttributeLabels?.Select(named => (named.Key, named.Value)) ?? []))
            if (node.Metadata.Labels?.TryGetValue(label, out var value) == true)
                attributes[attribute] = value;
        return [.. attributes.Select(attribute => new AgentAttribute(attribute.Key) { Text = attribute.Value })];
    }

    private static string AddressOf(V1Node node) =>
        node.Status?.Addresses?.FirstOrDefault(address => address.Type == "InternalIP")?.Address ?? "";

    private static bool Repels(V1Taint taint, V1Alpha1ClusterSpec cluster) =>
        taint.Effect != nameof(TaintEffect.PreferNoSchedule) && cluster.Tolerations?.Any(toleration => Tolerates(toleration, taint)) != true;

    private static bool Tolerates(ClusterToleration toleration, V1Taint taint) =>
        (toleration.Key is null || toleration.Key == taint.Key)
        && (toleration.Effect is not { } effect || effect.ToString() == taint.Effect)
        && (toleration.Operator == TolerationOperator.Exists || (toleration.Value ?? "") == (taint.Value ?? ""));
}
