using k8s.Models;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Tasks;

/// <summary>
/// Something that a framework runs on resources it was offered. The operator writes it; deleting it kills the task.
/// </summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = "tasks")]
[CustomResource("mtask", ResourceScope.Namespaced)]
[Column("Framework", ".spec.framework")]
[Column("State", ".status.state")]
[Column("Agent", ".spec.agent")]
[Column("CPUs", ".spec.resources.cpus")]
[Column("Mem", ".spec.resources.mem")]
[Column("Healthy", ".status.healthy", Type = "boolean")]
[Column("Role", ".spec.role", IsWide = true)]
[Column("Id", ".spec.id", IsWide = true)]
[Column("Reason", ".status.reason", IsWide = true)]
[Column("Message", ".status.message", IsWide = true)]
[Selectable(".spec.framework", ".spec.role", ".spec.agent", ".status.state")]
public sealed class V1Alpha1Task() : CustomResource<V1Alpha1TaskSpec, V1Alpha1TaskStatus>(KindName)
{
    /// <summary>The kind.</summary>
    public const string KindName = "Task";
}
