using System.Collections.Immutable;
using k8s.Models;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Crds;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Permissions;

namespace MesosOperator.Kubernetes.Storage;

/// <summary>Keeps frameworks in their objects, and makes one for a framework that subscribed without.</summary>
internal sealed class FrameworkRecords(
    ClusterCaches caches, ResourceClient<V1Alpha1Framework> client, FrameworkNamespaces namespaces, TimeProvider time)
{
    /// <summary>What it asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions =
    [
        Permission.InCluster(ApiGroup.Name, "frameworks", "create", "patch", "delete"),
        Permission.InCluster(ApiGroup.Name, "frameworks/status", "patch"),
    ];

    private readonly ServerSideApply<V1Alpha1Framework> _writer = new(client);
    private readonly Finalizer<V1Alpha1Framework> _tearDown = new(client, Finalizers.TearDown);
    private readonly OwnWrites<V1Alpha1Framework> _mine = new(caches.Frameworks.Informer, framework => FrameworkMapping.IdOf(framework).Value);

    public async Task KeepAsync(FrameworkId id, FrameworkInfo info, CancellationToken stop)
    {
        var known = Find(id);
        if (known is null)
            known = await _mine.WriteAsync(id.Value, MakeAsync(id, info, stop));
        else if (IsOurs(known) && !SameSpec(known, id, info))
            known = await _mine.WriteAsync(id.Value, _writer.ApplyAsync(
                ObjectOf(known.Metadata.Name, known.Metadata.NamespaceProperty, id, info), stop));
        await KeepStatusAsync(known, known.Status is { } present ? OwnPart(present) : null, new V1Alpha1FrameworkStatus
        {
            Id = id.Value,
            FailoverTimeoutSeconds = FrameworkMapping.SecondsOf(info.FailoverTimeout),
        }, stop);
    }

    /// <summary>An object of ours goes with its framework; one of a user stays and says that its framework is gone.</summary>
    public async Task RemoveAsync(FrameworkId id, CancellationToken stop)
    {
        if (Find(id) is not { Metadata.DeletionTimestamp: null } known)
            return;
        if (IsOurs(known))
            await DeleteAsync(known, stop);
        else
            await KeepStatusAsync(known, null, OwnPart(known.Status ?? new()) with { Id = id.Value, RemovedAt = Now() }, stop);
    }

    /// <summary>Deletes an object of ours, whose framework is gone already.</summary>
    public async Task DeleteAsync(V1Alpha1Framework framework, CancellationToken stop)
    {
        _mine.Forget(FrameworkMapping.IdOf(framework).Value);
        await _tearDown.RemoveAsync(framework, stop);
        await client.DeleteAsync(ResourceKey.Of(framework), stop);
    }

    /// <summary>Whether the operator made an object because a framework subscribed that had none.</summary>
    public static bool IsOurs(V1Alpha1Framework framework) =>
        framework.Metadata.Labels?.TryGetValue(Labels.CreatedBy, out var by) == true && by == CreatedBySubscription;

    private const string CreatedBySubscription = "subscription";

    private V1Alpha1Framework? Find(FrameworkId id) => _mine.Newest(id.Value, caches.FrameworkOf(id));

    private Task KeepStatusAsync(V1Alpha1Framework known, V1Alpha1FrameworkStatus? present, V1Alpha1FrameworkStatus wanted, CancellationToken stop) =>
        _mine.WriteAsync(wanted.Id!, _writer.KeepStatusAsync(known, present, wanted, stop));

    /// <summary>A principal may name a namespace that is not there, or that takes no more objects: then the usual one serves.</summary>
    private async Task<V1Alpha1Framework> MakeAsync(FrameworkId id, FrameworkInfo info, CancellationToken stop)
    {
        var name = ObjectNames.Of(info.Name, id.Value);
        var own = namespaces.Of(info.Principal);
        try
        {
            return await _writer.ApplyAsync(ObjectOf(name, own, id, info), stop);
        }
        catch (ApiServerException failure) when (failure.Failure is ApiFailure.NotFound or ApiFailure.Denied && own != namespaces.Usual)
        {
            return await _writer.ApplyAsync(ObjectOf(name, namespaces.Usual, id, info), stop);
        }
    }

    private static V1Alpha1Framework ObjectOf(string name, string space, FrameworkId id, FrameworkInfo info) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = space,
            Labels = new Dictionary<string, string> { [Labels.CreatedBy] = CreatedBySubscription },
            Finalizers = [Finalizers.TearDown],
        },
        Spec = FrameworkMapping.SpecOf(id, info),
    };

    private static bool SameSpec(V1Alpha1Framework known, FrameworkId id, FrameworkInfo info) =>
        k8s.KubernetesJson.Serialize(known.Spec) == k8s.KubernetesJson.Serialize(FrameworkMapping.SpecOf(id, info));

    /// <summary>The part of a status that is kept here; the rest is the controller's.</summary>
    private static V1Alpha1FrameworkStatus OwnPart(V1Alpha1FrameworkStatus status) =>
        new() { Id = status.Id, FailoverTimeoutSeconds = status.FailoverTimeoutSeconds, RemovedAt = status.RemovedAt };

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
}
