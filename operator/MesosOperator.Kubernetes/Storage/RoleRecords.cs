using System.Collections.Immutable;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Roles;
using MesosOperator.Crds;
using MesosOperator.Crds.Roles;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Permissions;
using Quota = MesosOperator.Core.Allocation.Quota;

namespace MesosOperator.Kubernetes.Storage;

/// <summary>
/// Keeps what roles were given in their objects. What came from an object is there already; what came over the Mesos API
/// is written where users of Kubernetes see it.
/// </summary>
internal sealed class RoleRecords(ClusterCaches caches, ResourceClient<V1Alpha1Role> client)
{
    /// <summary>What it asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions =
    [
        Permission.InCluster(ApiGroup.Name, "roles", "create", "patch"),
    ];

    private readonly ServerSideApply<V1Alpha1Role> _writer = new(client);
    private readonly OwnWrites<V1Alpha1Role> _mine = new(caches.Roles.Informer, role => role.Spec.Path);

    public Task KeepAsync(RoleName role, Quota quota, CancellationToken stop)
    {
        var known = Find(role);
        if (known is null ? quota.IsNone : RoleMapping.QuotaOf(known.Spec) == quota)
            return Task.CompletedTask;
        var wanted = RoleMapping.QuotaOf(quota);
        return known is null
            ? MakeAsync(role, new V1Alpha1RoleSpec { Path = role.Value, Quota = wanted }, stop)
            : ChangeAsync(known, "quota", wanted is null ? null : JsonNode.Parse(KubernetesJson.Serialize(wanted)), stop);
    }

    public Task KeepAsync(RoleName role, int weightMilli, CancellationToken stop)
    {
        var known = Find(role);
        if (known is null ? weightMilli == RoleMapping.UsualWeightMilli : RoleMapping.WeightMilliOf(known.Spec) == weightMilli)
            return Task.CompletedTask;
        var wanted = RoleMapping.WeightOf(weightMilli);
        return known is null
            ? MakeAsync(role, new V1Alpha1RoleSpec { Path = role.Value, Weight = wanted }, stop)
            : ChangeAsync(known, "weight", wanted.Text, stop);
    }

    private V1Alpha1Role? Find(RoleName role) => _mine.Newest(role.Value, caches.RoleOf(role));

    private Task MakeAsync(RoleName role, V1Alpha1RoleSpec spec, CancellationToken stop) => _mine.WriteAsync(role.Value, _writer.ApplyAsync(
        new V1Alpha1Role { Metadata = new V1ObjectMeta { Name = ObjectNames.Of(role.Value) }, Spec = spec }, stop));

    private Task ChangeAsync(V1Alpha1Role known, string field, JsonNode? value, CancellationToken stop) => _mine.WriteAsync(known.Spec.Path, client.PatchAsync(
        ResourceKey.Of(known), "", ResourcePatch.Merge(new() { ["spec"] = new JsonObject { [field] = value } }), stop));
}
