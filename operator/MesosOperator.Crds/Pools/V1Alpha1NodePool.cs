using k8s.Models;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Pools;

/// <summary>
/// Machines of a cloud that come when frameworks need them and go when they are idle.
/// </summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = "nodepools")]
[CustomResource("np", ResourceScope.Cluster)]
[Column("Provider", ".spec.provider")]
[Column("Min", ".spec.min", Type = "integer")]
[Column("Max", ".spec.max", Type = "integer")]
[Column("Machines", ".status.machines", Type = "integer")]
[Column("Price", ".status.pricePerHour")]
[ConditionColumn(Conditions.Ready)]
[Column("CPUs", ".status.capacity.cpus", IsWide = true)]
[Column("Mem", ".status.capacity.mem", IsWide = true)]
[Column("GPUs", ".status.capacity.gpus", IsWide = true)]
[MessageColumn]
[Selectable(".spec.provider")]
[Scale(".spec.min", ".status.machines")]
public sealed class V1Alpha1NodePool() : CustomResource<V1Alpha1NodePoolSpec, V1Alpha1NodePoolStatus>(KindName)
{
    /// <summary>The kind.</summary>
    public const string KindName = "NodePool";
}
