using k8s.Models;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Agents;

/// <summary>
/// One host, one node of a member cluster or one machine of a pool whose resources are offered. The operator writes it;
/// users may set spec to take it out of service or to reserve its resources.
/// </summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = "agents")]
[CustomResource("ag", ResourceScope.Cluster)]
[Column("Source", ".status.source.kind")]
[ConditionColumn(Conditions.Connected)]
[Column("CPUs", ".status.total.cpus")]
[Column("Mem", ".status.total.mem")]
[Column("Used", ".status.allocated.cpus")]
[ConditionColumn(Conditions.Ready)]
[Column("Hostname", ".status.hostname", IsWide = true)]
[Column("Zone", ".status.zone", IsWide = true)]
[Column("GPUs", ".status.total.gpus", IsWide = true)]
[Column("Version", ".status.version", IsWide = true)]
[Column("Id", ".status.id", IsWide = true)]
[MessageColumn]
[Selectable(".status.source.kind", ".status.source.name", ".status.zone")]
public sealed class V1Alpha1Agent() : CustomResource<V1Alpha1AgentSpec, V1Alpha1AgentStatus>(KindName)
{
    /// <summary>The kind.</summary>
    public const string KindName = "Agent";
}
