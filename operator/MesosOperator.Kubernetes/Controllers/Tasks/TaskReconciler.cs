using System.Collections.Immutable;
using MesosOperator.Crds;
using MesosOperator.Crds.Tasks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Kubernetes.Transport;

namespace MesosOperator.Kubernetes.Controllers.Tasks;

/// <summary>Tasks of frameworks that live in objects: shows what becomes of them, and kills those whose object is deleted.</summary>
internal sealed class TaskReconciler(ClusterCaches caches, TaskBook book, Project project, Kill kill) : IReconciler
{
    /// <summary>What it asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions =
    [
        Permission.InCluster(ApiGroup.Name, "tasks", "get", "patch"),
        Permission.InCluster(ApiGroup.Name, "tasks/status", "patch"),
    ];

    private readonly Finalizer<V1Alpha1Task> _finalizer = new(caches.Tasks.Client, Finalizers.Kill);

    public async Task<Requeue> ReconcileAsync(ResourceKey key, CancellationToken stop)
    {
        if (caches.Tasks.Lister.Find(key) is not { } seen)
        {
            var (unseen, later) = await project.FindUnseenAsync(key, stop);
            if (unseen is null)
                return later;
            seen = unseen;
        }

        var (task, next) = await project.RunAsync(key, seen, stop);
        if (task.Metadata.DeletionTimestamp is not null)
            next = Requeue.Sooner(next, await kill.RunAsync(task, _finalizer, stop));
        if (task.Metadata.DeletionTimestamp is not null && !_finalizer.Holds(task))
            book.Forget(key);
        return next;
    }
}
