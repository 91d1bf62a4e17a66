using k8s.Models;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Roles;

/// <summary>
/// A tenant that resources are charged to, its weight against the others and its quota. A role without an object has
/// weight 1 and no quota.
/// </summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = "roles")]
[CustomResource("mrole", ResourceScope.Cluster)]
[Column("Path", ".spec.path")]
[Column("Weight", ".spec.weight")]
[Column("Share", ".status.share")]
[Column("CPUs", ".status.allocated.cpus")]
[Column("Mem", ".status.allocated.mem")]
[ConditionColumn(Conditions.Ready)]
[Column("Frameworks", ".status.frameworks", Type = "integer", IsWide = true)]
[MessageColumn]
[Selectable(".spec.path")]
public sealed class V1Alpha1Role() : CustomResource<V1Alpha1RoleSpec, V1Alpha1RoleStatus>(KindName)
{
    /// <summary>The kind.</summary>
    public const string KindName = "Role";
}
