using System.Collections.Concurrent;
using System.Collections.Immutable;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Roles;
using MesosOperator.Crds;
using MesosOperator.Crds.Roles;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Runtime.Loop;
using Quota = MesosOperator.Core.Allocation.Quota;

namespace MesosOperator.Kubernetes.Controllers.Roles;

/// <summary>Roles: gives the master their weights and quotas, takes both back when the object goes, and tells what they use.</summary>
internal sealed class RoleReconciler(ClusterCaches caches, IMaster master, Report report) : IReconciler
{
    /// <summary>What it asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions =
    [
        Permission.InCluster(ApiGroup.Name, "roles/status", "patch"),
    ];

    private readonly ConcurrentDictionary<ResourceKey, RoleName> _standing = new();
    private readonly ConcurrentDictionary<RoleName, (int WeightMilli, Quota Quota)> _given = new();

    public async Task<Requeue> ReconcileAsync(ResourceKey key, CancellationToken stop)
    {
        var role = caches.Roles.Lister.Find(key);
        if (role is null || role.Metadata.DeletionTimestamp is not null)
            return await TakeBackAsync(key);
        if (Validity.Problem(role) is { } problem)
            return await report.InvalidAsync(role, Conditions.Reasons.Invalid, problem, stop);
        var name = new RoleName(role.Spec.Path);
        if (caches.RoleOf(name) is { } senior && ResourceKey.Of(senior) != key)
            return await report.InvalidAsync(role, Conditions.Reasons.Taken, $"Role {senior.Metadata.Name} has the path '{name}' already", stop);
        // Older API servers let a path be changed: the role that it was before has no object any more.
        if (_standing.TryGetValue(key, out var before) && before != name && await TakeBackAsync(key) is { IsFailure: true } failed)
            return failed;
        _standing[key] = name;
        var refusal = await GiveAsync(name, RoleMapping.WeightMilliOf(role.Spec), RoleMapping.QuotaOf(role.Spec));
        return await report.RunAsync(role, refusal, stop);
    }

    /// <summary>What stands in the object is given once, and again when it changes; returns what the master refuses.</summary>
    private async Task<string?> GiveAsync(RoleName role, int weightMilli, Quota quota)
    {
        if (!_given.TryGetValue(role, out var given))
            given = (0, Quota.None);
        if (given.WeightMilli != weightMilli)
        {
            var weighed = await master.CallAsync(new OperatorCommand.UpdateWeights(ImmutableSortedDictionary<RoleName, int>.Empty.Add(role, weightMilli)));
            if (!weighed.IsDone)
                return Words(weighed);
            _given[role] = given = (weightMilli, given.Quota);
        }

        if (given.Quota == quota)
            return null;
        // A promise that cannot be kept yet is a promise: QuotaSatisfied says so, and pools grow for it.
        var promised = await master.CallAsync(new OperatorCommand.UpdateQuota([new QuotaConfig(role, quota)], Overcommit.Allow));
        if (!promised.IsDone)
            return Words(promised);
        _given[role] = (weightMilli, quota);
        return null;
    }

    /// <summary>A role without an object has the usual weight and no quota; another object with its path may stand for it now.</summary>
    private async Task<Requeue> TakeBackAsync(ResourceKey key)
    {
        if (!_standing.TryGetValue(key, out var role))
            return Requeue.Never;
        var next = caches.RoleOf(role) is { } heir && ResourceKey.Of(heir) != key && Validity.Problem(heir) is null ? heir.Spec : null;
        var refusal = await GiveAsync(
            role, next is null ? RoleMapping.UsualWeightMilli : RoleMapping.WeightMilliOf(next), next is null ? Quota.None : RoleMapping.QuotaOf(next));
        if (refusal is not null)
            return Requeue.Transient(refusal);
        _standing.TryRemove(key, out _);
        return Requeue.Never;
    }

    private static string Words(CallResult result) => result.Refusal?.Message ?? $"The master takes no changes now: {result.Admission}";
}
