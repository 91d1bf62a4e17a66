using k8s.Models;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Crds;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;

namespace MesosOperator.Kubernetes.Storage;

/// <summary>Keeps frameworks in their objects, and makes one for a framework that subscribed without.</summary>
internal sealed class FrameworkRecords(
    ClusterCaches caches, ResourceClient<V1Alpha1Framework> client, FrameworkNamespaces namespaces, TimeProvider time)
{
    private readonly ServerSideApply<V1Alpha1Framework> _writer = new(client);
    private readonly Finalizer<V1Alpha1Framework> _tearDown = new(client, Finalizers.TearDown);

    public async Task KeepAsync(FrameworkId id, FrameworkInfo info, CancellationToken stop)
    {
        var known = caches.FrameworkOf(id);
        if (known is null || (IsOurs(known) && !SameSpec(known, id, info)))
            known = await _writer.ApplyAsync(ObjectOf(known, id, info), stop);
        var present = known.Status;
        await _writer.ApplyStatusAsync(known, present is null ? null : OwnPart(present), new V1Alpha1FrameworkStatus
        {
            Id = id.Value,
            FailoverTimeoutSeconds = FrameworkMapping.SecondsOf(info.FailoverTimeout),
        }, stop);
    }

    /// <summary>An object of ours goes with its framework; one of a user stays and says that its framework is gone.</summary>
    public async Task RemoveAsync(FrameworkId id, CancellationToken stop)
    {
        if (caches.FrameworkOf(id) is not { Metadata.DeletionTimestamp: null } known)
            return;
        if (IsOurs(known))
            await DeleteAsync(known, stop);
        else
            await _writer.ApplyStatusAsync(known, null, OwnPart(known.Status ?? new()) with { Id = id.Value, RemovedAt = Now() }, stop);
    }

    /// <summary>Deletes an object of ours, whose framework is gone already.</summary>
    public async Task DeleteAsync(V1Alpha1Framework framework, CancellationToken stop)
    {
        await _tearDown.RemoveAsync(framework, stop);
        await client.DeleteAsync(ResourceKey.Of(framework), stop);
    }

    /// <summary>Whether the operator made an object because a framework subscribed that had none.</summary>
    public static bool IsOurs(V1Alpha1Framework framework) =>
        framework.Metadata.Labels?.TryGetValue(Labels.CreatedBy, out var by) == true && by == CreatedBySubscription;

    private const string CreatedBySubscription = "subscription";

    private V1Alpha1Framework ObjectOf(V1Alpha1Framework? known, FrameworkId id, FrameworkInfo info)
    {
        var name = ObjectNames.Of(info.Name, id.Value);
        return new V1Alpha1Framework
        {
            Metadata = new V1ObjectMeta
            {
                Name = known?.Metadata.Name ?? name,
                NamespaceProperty = known?.Metadata.NamespaceProperty ?? namespaces.Of(info.Principal),
                Labels = new Dictionary<string, string> { [Labels.CreatedBy] = CreatedBySubscription },
                Finalizers = [Finalizers.TearDown],
            },
            Spec = FrameworkMapping.SpecOf(id, info),
        };
    }

    private static bool SameSpec(V1Alpha1Framework known, FrameworkId id, FrameworkInfo info) =>
        k8s.KubernetesJson.Serialize(known.Spec) == k8s.KubernetesJson.Serialize(FrameworkMapping.SpecOf(id, info));

    /// <summary>The part of a status that is kept here; the rest is the controller's.</summary>
    private static V1Alpha1FrameworkStatus OwnPart(V1Alpha1FrameworkStatus status) =>
        new() { Id = status.Id, FailoverTimeoutSeconds = status.FailoverTimeoutSeconds, RemovedAt = status.RemovedAt };

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
}
