using k8s.Models;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Clusters;

/// <summary>
/// A Kubernetes cluster whose nodes join the pool.
/// </summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = "clusters")]
[CustomResource("mcl", ResourceScope.Cluster)]
[Column("Version", ".status.version")]
[Column("Nodes", ".status.nodes", Type = "integer")]
[Column("CPUs", ".status.free.cpus")]
[Column("Mem", ".status.free.mem")]
[ConditionColumn(Conditions.Connected)]
[ConditionColumn(Conditions.Ready)]
[Column("Latency", ".status.latencyMilliseconds", Type = "integer", IsWide = true)]
[MessageColumn]
public sealed class V1Alpha1Cluster() : CustomResource<V1Alpha1ClusterSpec, V1Alpha1ClusterStatus>(KindName)
{
    /// <summary>The kind.</summary>
    public const string KindName = "Cluster";
}
