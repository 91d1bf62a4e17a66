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
    /// <summary>A latency is told in steps, so that it does not change all the time.</summary>
    private const int LatencyStepMilliseconds = 50;

    private const string Reached = "Reached";

    private static readonly TimeSpan WriteFreshEvery = TimeSpan.FromMinutes(1);

    private readonly InvalidSpec _invalid = new(events, time);

    /// <summary>Says why a spec is not followed; what was in force before stays so.</summary>
    public async Task<Requeue> InvalidAsync(V1Alpha1Cluster cluster, string problem, CancellationToken stop)
    {
        await _invalid.TellAsync<V1Alpha1Cluster, V1Alpha1ClusterSpec, V1Alpha1ClusterStatus>(
            caches.Clusters.Writer, cluster, cluster.Status, (Conditions.Reasons.Invalid, problem), stop);
        return Requeue.Never;
    }

    /// <summary>Says how it is doing, with what is wrong with its credentials where something is.</summary>
    public async Task RunAsync(V1Alpha1Cluster cluster, MemberProblem? credentials, MemberState? state, CancellationToken stop)
    {
        var known = state ?? new MemberState();
        if (known.Problem is not null)
            known = known with { Problem = credentials ?? known.Problem };
        else if (credentials is not null)
            known = known with { Trouble = credentials with { Message = $"{credentials.Message}; the credentials from before are in use" } };
        var conditions = ConditionsOf(cluster, known);
        SetReady(conditions, known);
        await WriteAsync(cluster, conditions, known, stop);
    }

    private static void SetReady(ConditionSet conditions, MemberState state)
    {
        if (state.Problem is { Failure: MemberFailure.KubeconfigInvalid or MemberFailure.Duplicate } stalled)
            conditions.SetStalled(stalled.Failure.ToString(), stalled.Message);
        else if (state.Problem is { } problem)
            conditions.SetReconciling(problem.Failure.ToString(), problem.Message);
        else if (state.Trouble is { Failure: not (MemberFailure.Slow or MemberFailure.Unstable or MemberFailure.Throttled) } trouble)
            conditions.SetReconciling(trouble.Failure.ToString(), trouble.Message);
        else if (state.StaleBecause is { } stale)
            conditions.SetReconciling(state.IsSynced ? "NotFollowed" : "Listing", stale);
        else
            conditions.SetReady(Conditions.Reasons.AsWanted, Because(
                string.Create(CultureInfo.InvariantCulture, $"{state.Nodes} nodes are in the pool"), state.Trouble?.Message, state.IsUnverified ? "its certificate is not verified" : null, UnseenOf(state)));
    }

    private static string? UnseenOf(MemberState state) =>
        state.Unseen.IsEmpty ? null : $"logs and exec need more: the operator may not {string.Join(", ", state.Unseen)}";

    private static string Because(params IEnumerable<string?> parts) => string.Join("; ", parts.OfType<string>());

    /// <summary>Says what its deletion waits for.</summary>
    public Task LeavingAsync(V1Alpha1Cluster cluster, MemberState state, CancellationToken stop)
    {
        var conditions = ConditionsOf(cluster, state);
        conditions.SetReconciling("Leaving", state.Problem is { } problem
            ? $"It cannot be emptied: {problem.Message}; the annotation {Annotations.Abandon}=true gives it up"
            : string.Create(CultureInfo.InvariantCulture, $"{state.Pods} Pods of tasks are left"));
        return WriteAsync(cluster, conditions, state, stop);
    }

    private ConditionSet ConditionsOf(V1Alpha1Cluster cluster, MemberState state)
    {
        var conditions = new ConditionSet(cluster.Status?.Conditions, cluster.Metadata.Generation, time);
        if (state.Problem is { } problem)
            conditions.Set(Conditions.Connected, ConditionStatus.False, problem.Failure.ToString(), problem.Message);
        else if (state.Trouble is { } trouble)
            conditions.Set(Conditions.Connected, ConditionStatus.True, trouble.Failure.ToString(), trouble.Message);
        else
            conditions.Set(Conditions.Connected, ConditionStatus.True, Reached, "Its API server answers");
        var since = state.FreshAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"What is known of its nodes is of {at:u}") : "Nothing is known of its nodes";
        if (state.Problem is not null)
            conditions.Set(Conditions.CapacityFresh, ConditionStatus.False, "NotReached", since);
        else if (state.StaleBecause is { } stale)
            conditions.Set(Conditions.CapacityFresh, ConditionStatus.False, state.IsSynced ? "NotFollowed" : "Listing", $"{since}: {stale}");
        else
            conditions.Set(Conditions.CapacityFresh, ConditionStatus.True, "Followed", "What is known of its nodes is recent");
        return conditions;
    }

    private async Task WriteAsync(V1Alpha1Cluster cluster, ConditionSet conditions, MemberState state, CancellationToken stop)
    {
        var before = cluster.Status;
        var wanted = new V1Alpha1ClusterStatus
        {
            ObservedGeneration = cluster.Metadata.Generation,
            Conditions = conditions.All,
            ClusterId = state.Problem?.Failure == MemberFailure.Duplicate ? null : state.Identity?.Uid ?? before?.ClusterId,
            Version = state.Identity?.Version ?? before?.Version,
            Nodes = state.Nodes,
            Capacity = Values.Of(state.Capacity),
            Free = Values.Of(state.Free),
            Orphans = state.Orphans == 0 ? null : state.Orphans,
            LatencyMilliseconds = LatencyOf(state, before?.LatencyMilliseconds),
            FreshAt = FreshAtOf(state, before?.FreshAt),
        };
        if (await caches.Clusters.Writer.ApplyStatusAsync(cluster, before, wanted, stop))
            Tell(cluster, before, wanted);
    }

    private void Tell(V1Alpha1Cluster cluster, V1Alpha1ClusterStatus? before, V1Alpha1ClusterStatus now)
    {
        if (now.Orphans > (before?.Orphans ?? 0))
            events.Tell(cluster, EventKind.Warning, EventReasons.Orphans, "Collect", string.Create(
                CultureInfo.InvariantCulture, $"{now.Orphans} Pods belong to nobody any more and are collected after {MemberSettings.OrphanGrace.TotalSeconds} s"));
        var (was, isNow) = (Find(before, Conditions.Connected), Find(now, Conditions.Connected));
        if (isNow is null || (was is null && isNow.Reason == nameof(MemberFailure.Pending)))
            return;
        if (was?.Status != isNow.Status && isNow.Status == ConditionStatus.True)
            events.Tell(cluster, EventKind.Normal, EventReasons.Registered, "Connect", $"The cluster is reached; its version is {now.Version}");
        else if (was?.Status != isNow.Status || (isNow.Status == ConditionStatus.False && was?.Reason != isNow.Reason))
            events.Tell(cluster, EventKind.Warning, EventReasons.Disconnected, "Connect", isNow.Message ?? "");
        else if (was?.Reason != isNow.Reason && isNow.Reason == Reached)
            events.Tell(cluster, EventKind.Normal, EventReasons.Recovered, "Connect", isNow.Message ?? "");
        if (isNow.Status == ConditionStatus.True && isNow.Reason != Reached && was?.Reason != isNow.Reason)
            events.Tell(cluster, EventKind.Warning, EventReasons.Hindered, "Connect", isNow.Message ?? "");
        if (isNow.Status == ConditionStatus.True && Find(before, Conditions.CapacityFresh)?.Status == ConditionStatus.True && Find(now, Conditions.CapacityFresh) is { Status: ConditionStatus.False } stale)
            events.Tell(cluster, EventKind.Warning, EventReasons.Hindered, "Follow", stale.Message ?? "");
    }

    private static Condition? Find(V1Alpha1ClusterStatus? status, string type) => status?.Conditions?.FirstOrDefault(condition => condition.Type == type);

    private static int? LatencyOf(MemberState state, int? before) => state.Latency is not { } latency ? before
        : before is { } told && Math.Abs(latency.TotalMilliseconds - told) < LatencyStepMilliseconds ? told
        : (int)latency.TotalMilliseconds;

    /// <summary>While it is followed it is written again only from time to time: each write is a change that others see.</summary>
    private static DateTimeOffset? FreshAtOf(MemberState state, DateTimeOffset? before)
    {
        if (state.FreshAt is not { } fresh)
            return before;
        var isFollowed = state.Problem is null && state.StaleBecause is null;
        return isFollowed && before is { } told && fresh >= told && fresh - told < WriteFreshEvery ? told : fresh.AddTicks(-(fresh.Ticks % TimeSpan.TicksPerSecond));
    }
}
