using System.Collections.Immutable;
using k8s;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Crds;
using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Members;
using MesosOperator.Kubernetes.Members.Connections;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Kubernetes.Controllers.Clusters;

/// <summary>Clusters: takes them into the pool and out of it, and tells how they are doing.</summary>
internal sealed class ClusterReconciler(ClusterCaches caches, MemberClusters members, ClusterCredentials credentials, IMaster master, Report report, TimeProvider time) : IReconciler
{
    /// <summary>What it asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions =
    [
        Permission.InCluster(ApiGroup.Name, "clusters", "patch"),
        Permission.InCluster(ApiGroup.Name, "clusters/status", "patch"),
    ];

    /// <summary>Secrets are looked at so often, and what others see of a cluster is so old at most.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    private readonly Finalizer<V1Alpha1Cluster> _finalizer = new(caches.Clusters.Client, Finalizers.Leave);

    public async Task<Requeue> ReconcileAsync(ResourceKey key, CancellationToken stop)
    {
        if (caches.Clusters.Lister.Find(key) is not { } cluster)
        {
            await members.EndAsync(key.Name);
            return Requeue.Never;
        }

        if (cluster.Metadata.DeletionTimestamp is not null)
            return await LeaveAsync(cluster, stop);
        if (Validity.Problem(cluster) is { } invalid)
            return await report.InvalidAsync(cluster, invalid, stop);
        cluster = await _finalizer.AddAsync(cluster, stop);
        var problem = await EnsureAsync(cluster, stop);
        await report.RunAsync(cluster, problem, members.Find(key.Name)?.State, stop);
        return Requeue.After(LookAgain);
    }

    /// <summary>Has it run as its object says now; returns what is wrong with its credentials.</summary>
    private async Task<MemberProblem?> EnsureAsync(V1Alpha1Cluster cluster, CancellationToken stop)
    {
        var (access, problem) = await credentials.FindAsync(cluster, stop);
        if (access is null)
            return problem;
        members.Remember([.. caches.Clusters.Lister.All.Values.Where(known => known.Status?.ClusterId is not null).Select(known => new MemberClaim(known.Metadata.Name, known.Status!.ClusterId!))]);
        var settings = new MemberSettings(cluster.Metadata.Name, cluster.Spec) { CreatedAt = new(cluster.Metadata.CreationTimestamp ?? DateTime.UnixEpoch, TimeSpan.Zero) };
        await members.EnsureAsync(settings, KubernetesJson.Serialize(cluster.Spec with { Kubeconfig = null, InCluster = null }), access);
        return null;
    }

    /// <summary>When nothing of ours is left it is let go. One that is gone for good is given up with an annotation.</summary>
    private async Task<Requeue> LeaveAsync(V1Alpha1Cluster cluster, CancellationToken stop)
    {
        if (!_finalizer.Holds(cluster))
        {
            await members.EndAsync(cluster.Metadata.Name);
            return Requeue.Never;
        }

        var member = members.Find(cluster.Metadata.Name);
        if (IsAbandoned(cluster) || (cluster.Status?.ClusterId is null && member?.State.Identity is null))
            await LetGoAsync(cluster, stop); // What was never reached has nothing of ours.
        else if (member is null)
            return await BeginToLeaveAsync(cluster, stop);
        else if (member.State is { Problem: null, IsSynced: true, Pods: 0 })
            await LetGoAsync(cluster, stop);
        else
        {
            await EmptyAsync(cluster, member);
            await report.LeavingAsync(cluster, member.State, stop);
            return Requeue.After(TimeSpan.FromSeconds(1));
        }

        return Requeue.Never;
    }

    /// <summary>
    /// First its nodes take nothing more and frameworks are asked to leave them; then their tasks are asked to end, with the
    /// time that each has; then they are ended.
    /// </summary>
    private async Task EmptyAsync(V1Alpha1Cluster cluster, MemberCluster member)
    {
        var notice = new DateTimeOffset(cluster.Metadata.DeletionTimestamp!.Value).AddSeconds(cluster.Spec.Leaving.NoticeSeconds);
        member.Close(notice);
        var now = time.GetUtcNow();
        if (now < notice)
            return;
        var grace = now < notice.AddSeconds(cluster.Spec.Leaving.MaxGraceSeconds) ? (TimeSpan?)null : TimeSpan.Zero;
        foreach (var agent in member.Agents)
            await master.CallAsync(new OperatorCommand.DrainAgent(agent, new(grace, Core.Agents.AfterDrain.Keep)));
    }

    private static bool IsAbandoned(V1Alpha1Cluster cluster) =>
        cluster.Metadata.Annotations?.TryGetValue(Annotations.Abandon, out var abandon) == true && abandon == "true";

    /// <summary>An operator that has just begun to lead must know the cluster before it can empty it.</summary>
    private async Task<Requeue> BeginToLeaveAsync(V1Alpha1Cluster cluster, CancellationToken stop)
    {
        await report.LeavingAsync(cluster, new MemberState { Problem = await EnsureAsync(cluster, stop) }, stop);
        return Requeue.After(LookAgain);
    }

    private async Task LetGoAsync(V1Alpha1Cluster cluster, CancellationToken stop)
    {
        await members.EndAsync(cluster.Metadata.Name);
        await (IsAbandoned(cluster) ? members.MarkGoneAsync(cluster.Metadata.Name, stop) : members.LeaveAsync(cluster.Metadata.Name, stop));
        await _finalizer.RemoveAsync(cluster, stop);
    }
}
