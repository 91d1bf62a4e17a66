using System.Collections.Immutable;
using MesosOperator.Crds;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Kubernetes.Transport;

namespace MesosOperator.Kubernetes.Controllers.Offers;

/// <summary>Offers: shows those that stand, hands on the answers, and lets those go that have ended.</summary>
internal sealed class OfferReconciler(ClusterCaches caches, OfferBook book, Project project, Respond respond, End end) : IReconciler
{
    /// <summary>What it asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions =
    [
        Permission.InCluster(ApiGroup.Name, "offers", "get", "create", "patch", "delete"),
        Permission.InCluster(ApiGroup.Name, "offers/status", "patch"),
        Permission.InCluster(ApiGroup.Name, "tasks", "get", "create"),
    ];

    public async Task<Requeue> ReconcileAsync(ResourceKey key, CancellationToken stop)
    {
        var seen = caches.Offers.Lister.Find(key);
        if (book.Find(key) is not { } booked)
            return seen is null ? Requeue.Never : await end.StrangerAsync(seen, stop);
        if (!booked.IsOutstanding)
            return await end.RunAsync(booked, seen, stop);
        if (seen is null)
            return booked.IsWritten ? await respond.DeletedAsync(booked, stop) : await project.RunAsync(booked, stop);
        if (seen.Metadata.DeletionTimestamp is not null)
            return Requeue.Never;
        var projected = await project.KeepAsync(booked, seen, stop);
        return seen.Spec.Response is null ? projected : await respond.RunAsync(booked, seen, stop);
    }
}
