using System.Globalization;
using MesosOperator.Crds;
using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Members;
using MesosOperator.Kubernetes.Members.Connections;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Reconciling;

namespace MesosOperator.Kubernetes.Controllers.Clusters;

/// <summary>Tells in the status of a cluster's object how the cluster is doing.</summary>
internal sealed class Report(ClusterCaches caches, EventRecorder events, TimeProvider time)
{
    /// <summary>What is known of the nodes counts as recent for so long after the cluster was heard.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(30);

    /// <summary>A latency is told in steps, so that it does not change all the time.</summary>
    private const int LatencyStepMilliseconds = 50;

    private readonly InvalidSpec _invalid = new(events, time);

    /// <summary>Says why a spec is not followed; what was in force before stays so.</summary>
    public async Task<Requeue> InvalidAsync(V1Alpha1Cluster cluster, string problem, CancellationToken stop)
    {
        await _invalid.TellAsync<V1Alpha1Cluster, V1Alpha1ClusterSpec, V1Alpha1ClusterStatus>(
            caches.Clusters.Writer, cluster, cluster.Status, (Conditions.Reasons.Invalid, problem), stop);
        return Requeue.Never;
    }

    /// <summary>Says how it is doing, with what is wrong with its credentials where something is.</summary>
    public async Task RunAsync(V1Alpha1Cluster cluster, MemberProblem? problem, MemberState? state, CancellationToken stop)
    {
        var known = state ?? new MemberState();
        var conditions = ConditionsOf(cluster, known.Problem is { Failure: not MemberFailure.Pending } ? known.Problem : problem ?? known.Problem, known);
        if ((problem ?? known.Problem) is not { } why)
            conditions.SetReady(Conditions.Reasons.AsWanted, string.Create(CultureInfo.InvariantCulture, $"{known.Nodes} nodes are in the pool{UnseenOf(known)}"));
        else if (why.Failure is MemberFailure.KubeconfigInvalid or MemberFailure.Duplicate)
            conditions.SetStalled(why.Failure.ToString(), why.Message);
        else
            conditions.SetReconciling(why.Failure.ToString(), why.Message);
        await WriteAsync(cluster, conditions, known, stop);
    }

    private static string UnseenOf(MemberState state) =>
        state.Unseen.IsEmpty ? "" : $"; logs and exec need more: the operator may not {string.Join(", ", state.Unseen)}";

    /// <summary>Says what its deletion waits for.</summary>
    public Task LeavingAsync(V1Alpha1Cluster cluster, MemberState state, CancellationToken stop)
    {
        var conditions = ConditionsOf(cluster, state.Problem, state);
        conditions.SetReconciling("Leaving", state.Problem is { } problem
            ? $"It cannot be emptied: {problem.Message}; the annotation {Annotations.Abandon}=true gives it up"
            : string.Create(CultureInfo.InvariantCulture, $"{state.Pods} Pods of tasks are left"));
        return WriteAsync(cluster, conditions, state, stop);
    }

    private ConditionSet ConditionsOf(V1Alpha1Cluster cluster, MemberProblem? problem, MemberState state)
    {
        var conditions = new ConditionSet(cluster.Status?.Conditions, cluster.Metadata.Generation, time);
        if (problem is null)
            conditions.Set(Conditions.Connected, ConditionStatus.True, "Reached", "Its API server answers");
        else
            conditions.Set(Conditions.Connected, ConditionStatus.False, problem.Failure.ToString(), problem.Message);
        if (problem is null && state.IsSynced && time.GetUtcNow() - state.HeardAt < FreshFor)
            conditions.Set(Conditions.CapacityFresh, ConditionStatus.True, "Followed", "What is known of its nodes is recent");
        else
            conditions.Set(Conditions.CapacityFresh, ConditionStatus.False, problem is null ? "Listing" : "NotReached", "What is known of its nodes may be out of date");
        return conditions;
    }

    private async Task WriteAsync(V1Alpha1Cluster cluster, ConditionSet conditions, MemberState state, CancellationToken stop)
    {
        var before = cluster.Status;
        var wanted = new V1Alpha1ClusterStatus
        {
            ObservedGeneration = cluster.Metadata.Generation,
            Conditions = conditions.All,
            ClusterId = state.Identity?.Uid ?? before?.ClusterId,
            Version = state.Identity?.Version ?? before?.Version,
            Nodes = state.Nodes,
            Capacity = Values.Of(state.Capacity),
            Free = Values.Of(state.Free),
            LatencyMilliseconds = LatencyOf(state, before?.LatencyMilliseconds),
            FreshAt = FreshAtOf(state, before?.FreshAt),
        };
        if (await caches.Clusters.Writer.ApplyStatusAsync(cluster, before, wanted, stop))
            Tell(cluster, before, wanted);
    }

    private void Tell(V1Alpha1Cluster cluster, V1Alpha1ClusterStatus? before, V1Alpha1ClusterStatus now)
    {
        var (was, isNow) = (Find(before), Find(now));
        if (isNow is null || was?.Status == isNow.Status || (was is null && isNow.Status == ConditionStatus.False && isNow.Reason == nameof(MemberFailure.Pending)))
            return;
        if (isNow.Status == ConditionStatus.True)
            events.Tell(cluster, EventKind.Normal, EventReasons.Registered, "Connect", $"The cluster is reached; its version is {now.Version}");
        else
            events.Tell(cluster, EventKind.Warning, EventReasons.Disconnected, "Connect", isNow.Message ?? "");
    }

    private static Condition? Find(V1Alpha1ClusterStatus? status) => status?.Conditions?.FirstOrDefault(condition => condition.Type == Conditions.Connected);

    private static int? LatencyOf(MemberState state, int? before) => state.Latency is not { } latency ? before
        : before is { } told && Math.Abs(latency.TotalMilliseconds - told) < LatencyStepMilliseconds ? told
        : (int)latency.TotalMilliseconds;

    /// <summary>Written again only from time to time: each write is a change that others see.</summary>
    private static DateTimeOffset? FreshAtOf(MemberState state, DateTimeOffset? before) =>
        state.HeardAt is { } heard && (before is null || heard - before > TimeSpan.FromMinutes(1) || heard < before)
            ? heard.AddTicks(-(heard.Ticks % TimeSpan.TicksPerSecond))
            : before;
}
