using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Pods;
using MesosOperator.Kubernetes.Members.Tasks;

namespace MesosOperator.Kubernetes.Members;

/// <content>Pods as tasks.</content>
internal sealed partial class MemberSession
{
    /// <summary>An update that nobody acknowledges is told again.</summary>
    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(10);

    /// <summary>A Pod that cannot be made for so long is not made: its task may be tried elsewhere.</summary>
    private static readonly TimeSpan LaunchWithin = TimeSpan.FromMinutes(2);

    /// <summary>An end that nobody has acknowledged for so long is told no more, and its Pod goes.</summary>
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromDays(1);

    /// <summary>Makes the Pod of an order, ends it, and tells what becomes of its tasks.</summary>
    private async Task<TimeSpan?> LookAtPodAsync(string name, CancellationToken stop)
    {
        var (task, pod) = See(name);
        if (OrphanOf(name, task, pod) is { } why)
            return await CollectAsync(task, pod!, why, stop);
        if (task is null)
            return null;
        if (pod is null && task.Plan is not null)
            await MakeAsync(task, stop);
        else if (pod is not null && task.Ending is { } ending && (pod.Metadata.DeletionTimestamp is null ? PodReader.EndingOf(pod) is null : IsToEndSooner(task, pod)))
            await EndAsync(task, pod, ending, stop);
        var waits = await TellAsync(task);
        if (pod is not null)
            await NoteAsync(task, pod, stop);
        if (task.IsOver || task.IsForgotten(Now, ForgetAfter) || (task.Ending == PodEnding.Unwanted && (pod is null || IsAtRest(pod))))
            await ReleaseAsync(task, pod, stop);
        return waits ? TellAgain : pod is null ? null : PodPatience.Of(pod, _parts.Time.GetUtcNow()).LookAgain;
    }

    /// <summary>Takes in what the Pod is like now.</summary>
    private (MemberTask? Task, V1Pod? Pod) See(string name)
    {
        lock (_gate)
        {
            var pod = _own.Lister.Find(new(_settings.Spec.Tasks.Namespace, name));
            var task = _tasks.OfPod(name);
            if (task is null && pod is not null && Adopt(pod) is { } adopted)
            {
                // Nobody has ordered it of this session: an order that was given up came through after all.
                adopted.End(PodEnding.Unwanted, null);
                MemberLog.NotOrdered(_log, _settings.Name, name);
                _parts.Metrics.OrphanCollected("not-ordered");
                task = adopted;
            }

            if (task is not null && pod is not null)
                Observe(task, pod);
            else if (task is { IsSeen: true })
                task.ObserveAll(WhenGone(task, null), Now);
            return (task, pod);
        }
    }

    private void Observe(MemberTask task, V1Pod pod)
    {
        (task.IsSeen, task.Plan, task.Uid, task.Address) = (true, null, pod.Metadata.Uid, pod.Status?.PodIP ?? task.Address);
        for (var index = 0; index < task.Statuses.Count; index++)
            if (PodReader.Read(pod, index, task.Statuses[index].Last) is { } seen && task.Observe(index, seen, Now) && seen.State is TaskState.Failed && !IsAtRest(pod))
                task.End(PodEnding.Failed, null);
        if (PodPatience.Of(pod, _parts.Time.GetUtcNow()).TooLong is { } late)
        {
            task.ObserveAll(late, Now);
            task.End(PodEnding.Late, TimeSpan.Zero);
        }
        else if (pod.Metadata.DeletionTimestamp is not null && pod.Spec.NodeName is not { Length: > 0 })
            task.ObserveAll(WhenGone(task, pod), Now); // No node has it, and so none will tell of its end.
    }

    /// <summary>A Pod of a session before. Null where it is none of ours.</summary>
    private MemberTask? Adopt(V1Pod pod)
    {
        if (PodOrder.Read(pod) is not { } order)
            return null;
        var task = new MemberTask(ResourceKey.Of(pod), order, null) { IsSeen = true, Uid = pod.Metadata.Uid };
        var seen = pod.Metadata.Annotations!.TryGetValue(Annotations.Seen, out var states) ? states.Split(',') : [];
        for (var index = 0; index < Math.Min(seen.Length, task.Statuses.Count); index++)
            if (Enum.TryParse<TaskState>(seen[index], out var state))
                task.Statuses[index].Restore(state);
        if (PodReader.EndingOf(pod) is { } ending)
            task.End(ending, null);
        Observe(task, pod);
        _tasks.Add(task);
        return task;
    }

    private static Observation WhenGone(MemberTask task, V1Pod? pod) => task.Ending switch
    {
        PodEnding.Gone => new(TaskState.GoneByOperator) { Reason = StatusReason.AgentDraining, Message = "The Pod was deleted" },
        PodEnding.Drained => new(TaskState.Killed) { Reason = StatusReason.AgentDraining, Message = "The Pod was deleted" },
        PodEnding.Late => new(TaskState.Dropped) { Reason = StatusReason.ContainerLaunchFailed, Message = "The Pod did not begin in time" },
        null => PodReader.OfOthers(pod),
        _ => new(TaskState.Killed) { Message = "The Pod was deleted" },
    };

    private async Task MakeAsync(MemberTask task, CancellationToken stop)
    {
        if (task.Ending is not null)
        {
            GiveUp(task, new(TaskState.Killed) { Reason = StatusReason.TaskKilledDuringLaunch, Message = "Killed before its Pod was made" });
            return;
        }

        try
        {
            foreach (var claim in ClaimPlan.For(task.Order, task.Node, _settings.Pods))
                await MakeClaimAsync(claim, stop);
            await _pods.MakeAsync(task.Plan!, stop);
            MemberLog.Launched(_log, _settings.Name, task.Order.Tasks[0].TaskId.Value, task.Pod.ToString());
            lock (_gate)
                task.Plan = null;
        }
        catch (ApiServerException problem) when (problem.Failure == ApiFailure.AlreadyExists)
        {
            await TakeOverAsync(task, stop);
        }
        catch (ApiServerException problem)
        {
            var why = (problem.Failure == ApiFailure.NotFound ? await Namespace.RestoreAsync(stop) : null) ?? problem;
            if (!IsFinal(task, why))
                throw;
            GiveUp(task, new(TaskState.Dropped) { Reason = StatusReason.ContainerLaunchFailed, Message = why.Message });
        }
    }

    private async Task MakeClaimAsync(V1PersistentVolumeClaim claim, CancellationToken stop)
    {
        try
        {
            await _claims.CreateAsync(claim, stop);
        }
        catch (ApiServerException problem) when (problem.Failure == ApiFailure.AlreadyExists)
        {
            // The volume was used before.
        }
    }

    /// <summary>
    /// Whether the Pod will not be made: it was refused, or there was no way to make it for long. What is refused in a namespace
    /// that is new may be allowed a moment later.
    /// </summary>
    private bool IsFinal(MemberTask task, ApiServerException problem)
    {
        var now = _parts.Time.GetUtcNow();
        var since = task.RefusedAt ??= now;
        return problem.Failure is ApiFailure.Invalid or ApiFailure.Rejected
            || (problem.Failure == ApiFailure.Denied && !Namespace.IsNew)
            || now - since >= LaunchWithin;
    }

    /// <summary>An answer may have been lost: then the Pod is the one that was meant.</summary>
    private async Task TakeOverAsync(MemberTask task, CancellationToken stop)
    {
        var there = await _pods.FindAsync(task.Pod, stop);
        if (there is not null && task.Order.IsOn(there) && there.Metadata.DeletionTimestamp is null)
            lock (_gate)
                task.Plan = null;
        else if (there is not null)
            GiveUp(task, new(TaskState.Dropped) { Reason = StatusReason.ContainerLaunchFailed, Message = $"Pod {task.Pod} is there already, and another's" });
    }

    private void GiveUp(MemberTask task, Observation why)
    {
        lock (_gate)
        {
            task.Plan = null;
            task.ObserveAll(why, Now);
        }
    }

    /// <summary>First it is written why, then it ends: whoever reads how it ended must know.</summary>
    private async Task EndAsync(MemberTask task, V1Pod pod, PodEnding ending, CancellationToken stop)
    {
        await AnnotateAsync(task, Annotations.Ending, ending.ToString(), stop);
        await _pods.EndAsync(task.Pod, pod.Metadata.Uid, task.Grace is { } grace ? (long)Math.Ceiling(grace.TotalSeconds) : null, stop);
    }

    private static bool IsToEndSooner(MemberTask task, V1Pod pod) =>
        task.Grace is { } grace && pod.Metadata.DeletionGracePeriodSeconds > Math.Ceiling(grace.TotalSeconds) && !IsAtRest(pod);

    /// <summary>Tells the next news of each task; returns whether some wait to be acknowledged.</summary>
    private async Task<bool> TellAsync(MemberTask task)
    {
        var commands = new List<AgentCommand>();
        lock (_gate)
        {
            if (task.Ending == PodEnding.Unwanted || AgentOf(task) is not { Phase: NodeLinkPhase.Joined, Link: { } link } agent)
                return false;
            for (var index = 0; index < task.Statuses.Count; index++)
                if (task.Statuses[index].Next is { } told)
                    commands.Add(new AgentCommand.ReportUpdate(link, task.Order.FrameworkId, StatusOf(task, index, told, agent), task.Statuses[index].Newest));
            if (commands.Count > 0)
                Look(MemberKey.OfNode(agent.Name)); // What is used of it may have changed.
        }

        foreach (var command in commands)
            await _parts.Master.PostAsync(command);
        return commands.Count > 0;
    }

    private NodeAgent? AgentOf(MemberTask task) => _agentsById.GetValueOrDefault(task.Order.AgentId);

    private static TaskStatus StatusOf(MemberTask task, int index, (Observation Seen, Instant At) told, NodeAgent agent) =>
        new(new TaskId(task.Order.Tasks[index].TaskId.Value), told.Seen.State, StatusSource.Agent)
        {
            Reason = told.Seen.Reason,
            Message = told.Seen.Message,
            AgentId = agent.Id,
            Timestamp = told.At,
            Healthy = told.Seen.Healthy,
            UpdateId = UpdateOf(task, index, told),
            Details = task.Uid.Length == 0 ? null : TaskPlace.Of(SeenOf(task, index).ContainerId, task.Address),
        };

    /// <summary>The same for the same news, whoever tells it; a task may be healthy more than once.</summary>
    private static UpdateId UpdateOf(MemberTask task, int index, (Observation Seen, Instant At) told)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{task.Uid} {task.Pod} {index} {told.Seen.State} {(told.Seen.Healthy is null ? 0 : told.At.Ticks)}");
        return new UpdateId(BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>Writes down what was acknowledged, so that it is not told again after a restart. Of the end nothing is left to write on.</summary>
    private async Task NoteAsync(MemberTask task, V1Pod pod, CancellationToken stop)
    {
        string seen;
        lock (_gate)
            seen = string.Join(',', task.Statuses.Select(status => status.Acknowledged));
        var noted = pod.Metadata.Annotations.TryGetValue(Annotations.Seen, out var text) ? text : null;
        if (!task.IsOver && seen != (noted ?? string.Join(',', task.Statuses.Select(_ => TaskState.Staging))) && task.Noted != seen)
        {
            await AnnotateAsync(task, Annotations.Seen, seen, stop);
            task.Noted = seen;
        }
    }

    /// <summary>Nobody waits for the Pod any more.</summary>
    private async Task ReleaseAsync(MemberTask task, V1Pod? pod, CancellationToken stop)
    {
        if (pod is not null)
        {
            if (pod.Metadata.Finalizers?.Contains(Finalizers.Report) == true)
                await PatchAsync(task, new JsonObject { ["finalizers"] = null }, stop);
            await _pods.EndAsync(task.Pod, pod.Metadata.Uid, 0, stop);
            return;
        }

        lock (_gate)
            _tasks.Remove(task);
    }

    /// <summary>Whether nothing runs in it any more.</summary>
    private static bool IsAtRest(V1Pod pod) => pod.Status?.Phase is "Succeeded" or "Failed"
        || pod.Status?.ContainerStatuses is { Count: > 0 } containers && containers.All(container => container.State?.Terminated is not null)
        || (pod.Metadata.DeletionTimestamp is not null && pod.Status?.ContainerStatuses is null or { Count: 0 });

    private Task AnnotateAsync(MemberTask task, string name, string value, CancellationToken stop) =>
        PatchAsync(task, new JsonObject { ["annotations"] = new JsonObject { [name] = value } }, stop);

    private async Task PatchAsync(MemberTask task, JsonObject metadata, CancellationToken stop)
    {
        try
        {
            await _pods.ChangeAsync(task.Pod, ResourcePatch.Merge(new() { ["metadata"] = metadata }), stop);
        }
        catch (ApiServerException problem) when (problem.Failure == ApiFailure.NotFound)
        {
            // It is gone; that will be seen.
        }
    }
}
