using k8s.Models;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Frameworks;

/// <summary>
/// A scheduler that is offered resources and decides what to run on them: over the Mesos HTTP API, or with objects of
/// the kinds Offer and Task alone.
/// </summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = "frameworks")]
[CustomResource("fw", ResourceScope.Namespaced)]
[Column("Transport", ".spec.transport")]
[ConditionColumn(Conditions.Connected)]
[Column("Offers", ".status.offers", Type = "integer")]
[Column("Running", ".status.tasks.running", Type = "integer")]
[Column("Share", ".status.share")]
[ConditionColumn(Conditions.Ready)]
[Column("Roles", ".spec.roles", IsWide = true)]
[Column("CPUs", ".status.allocated.cpus", IsWide = true)]
[Column("Mem", ".status.allocated.mem", IsWide = true)]
[Column("Id", ".status.id", IsWide = true)]
[MessageColumn]
[Selectable(".spec.transport")]
public sealed class V1Alpha1Framework() : CustomResource<V1Alpha1FrameworkSpec, V1Alpha1FrameworkStatus>(KindName)
{
    /// <summary>The kind.</summary>
    public const string KindName = "Framework";
}
