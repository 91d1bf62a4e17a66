using k8s.Models;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Machines;

/// <summary>
/// One machine of a pool, from the intent to have it to its end. The operator writes it before it asks the cloud.
/// </summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = "machines")]
[CustomResource("mach", ResourceScope.Cluster)]
[Column("Pool", ".spec.pool")]
[Column("Type", ".status.machineType")]
[Column("Zone", ".status.zone")]
[Column("Phase", ".status.phase")]
[Column("Agent", ".status.agent")]
[ConditionColumn(Conditions.Ready)]
[Column("Purchase", ".status.purchase", IsWide = true)]
[Column("Price", ".status.pricePerHour", IsWide = true)]
[Column("Id", ".status.providerId", IsWide = true)]
[MessageColumn]
[Selectable(".spec.pool", ".status.phase")]
public sealed class V1Alpha1Machine() : CustomResource<V1Alpha1MachineSpec, V1Alpha1MachineStatus>(KindName)
{
    /// <summary>The kind.</summary>
    public const string KindName = "Machine";
}
