using k8s.Models;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Offers;

/// <summary>
/// Resources of one agent that one framework may use for one role until it answers. The framework fills in
/// spec.response, once.
/// </summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = "offers")]
[CustomResource("of", ResourceScope.Namespaced)]
[Column("Framework", ".spec.framework")]
[Column("Role", ".spec.role")]
[Column("Agent", ".spec.agent")]
[Column("CPUs", ".spec.resources.cpus")]
[Column("Mem", ".spec.resources.mem")]
[Column("Phase", ".status.phase")]
[Column("GPUs", ".spec.resources.gpus", IsWide = true)]
[Column("Zone", ".spec.zone", IsWide = true)]
[Column("Id", ".spec.id", IsWide = true)]
[MessageColumn]
[Selectable(".spec.framework", ".spec.role", ".spec.agent", ".status.phase")]
public sealed class V1Alpha1Offer() : CustomResource<V1Alpha1OfferSpec, V1Alpha1OfferStatus>(KindName)
{
    /// <summary>The kind.</summary>
    public const string KindName = "Offer";
}
