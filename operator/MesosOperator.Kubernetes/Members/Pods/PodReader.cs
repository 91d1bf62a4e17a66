using System.Collections.Immutable;
using System.Globalization;
using k8s.Models;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds;

namespace MesosOperator.Kubernetes.Members.Pods;

/// <summary>What the state of a Pod says of the tasks in it.</summary>
internal static class PodReader
{
    /// <summary>Exit statuses from here on say by which signal a program ended.</summary>
    private const int SignalledFrom = 128;

    /// <summary>Waiting for one of these never ends by itself, or not soon.</summary>
    private static readonly ImmutableSortedSet<string> Hopeless =
    [
        "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError", "RegistryUnavailable",
        "CreateContainerConfigError", "CreateContainerError", "RunContainerError", "CrashLoopBackOff",
    ];

    /// <summary>How the Pod was ended by the operator, if it was.</summary>
    public static PodEnding? EndingOf(V1Pod pod) =>
        pod.Metadata.Annotations?.TryGetValue(Annotations.Ending, out var text) == true && Enum.TryParse<PodEnding>(text, out var ending) ? ending : null;

    /// <summary>The state of a task, of which something may have been seen before; null while there is nothing to say.</summary>
    public static Observation? Read(V1Pod pod, int task, Observation? before)
    {
        var name = PodOrder.ContainerOf(task);
        var status = pod.Status?.ContainerStatuses?.FirstOrDefault(container => container.Name == name);
        if (status?.State?.Terminated is { } ended)
            return IsUnhealthy(pod, name, ended, before)
                ? new(TaskState.Killed) { Healthy = false, Message = "Its health check has failed too often in a row" }
                : OfEnd(pod, ended);
        if (pod.Status?.Phase is "Failed" or "Succeeded")
            return OfFailure(pod);
        if (status?.State?.Running is not null)
            return new(TaskState.Running) { Healthy = HealthOf(pod, name, status, before) };
        var waiting = (pod.Status?.InitContainerStatuses ?? []).Append(status).FirstOrDefault(container => Hopeless.Contains(container?.State?.Waiting?.Reason ?? ""));
        return waiting is null ? null : new(TaskState.Failed)
        {
            Reason = StatusReason.ContainerLaunchFailed,
            Message = $"{waiting.State.Waiting.Reason}: {waiting.State.Waiting.Message}",
        };
    }

    /// <summary>Before it was healthy once nothing is told: it may not have begun to work.</summary>
    private static bool? HealthOf(V1Pod pod, string name, V1ContainerStatus status, Observation? before) =>
        !HasHealthCheck(pod, name) ? null : status.Ready ? true : before?.Healthy is null ? null : false;

    /// <summary>A node says nowhere on the Pod that it has ended a container for its probe; nobody else has reason to, unless it was well.</summary>
    private static bool IsUnhealthy(V1Pod pod, string name, V1ContainerStateTerminated ended, Observation? before) =>
        before?.Healthy != true && HasHealthCheck(pod, name) && (ended.Signal is > 0 || ended.ExitCode > SignalledFrom)
        && ended.Reason != "OOMKilled" && pod.Metadata.DeletionTimestamp is null && string.IsNullOrEmpty(pod.Status.Reason) && EndingOf(pod) is null;

    private static bool HasHealthCheck(V1Pod pod, string name) =>
        pod.Spec.Containers.FirstOrDefault(container => container.Name == name)?.LivenessProbe is not null;

    private static Observation OfEnd(V1Pod pod, V1ContainerStateTerminated ended)
    {
        if (ended.Reason == "OOMKilled")
            return new(TaskState.Failed) { Reason = StatusReason.ContainerLimitationMemory, Message = "Memory limit exceeded" };
        if (EndingOf(pod) is { } ending)
            return OfEnding(ending, ended);
        if (pod.Status?.Reason is { Length: > 0 })
            return OfFailure(pod);
        if (ended.ExitCode == 0)
            return new(TaskState.Finished) { Message = "Command exited with status 0" };
        if (pod.Metadata.DeletionTimestamp is not null)
            return OfOthers(pod);
        return new(TaskState.Failed) { Reason = StatusReason.CommandExecutorFailed, Message = Words(ended) };
    }

    private static Observation OfEnding(PodEnding ending, V1ContainerStateTerminated ended) => ending switch
    {
        PodEnding.Failed when ended is { Signal: null or 0, ExitCode: not 0 and < SignalledFrom } =>
            new(TaskState.Failed) { Reason = StatusReason.CommandExecutorFailed, Message = Words(ended) },
        PodEnding.Late => new(TaskState.Failed) { Reason = StatusReason.ContainerLaunchFailed, Message = "The Pod did not begin in time" },
        PodEnding.Drained => new(TaskState.Killed) { Reason = StatusReason.AgentDraining, Message = Words(ended) },
        PodEnding.Gone => new(TaskState.GoneByOperator) { Reason = StatusReason.AgentDraining, Message = Words(ended) },
        _ => new(TaskState.Killed) { Message = Words(ended) },
    };

    /// <summary>Somebody else has deleted it; newer servers tell who.</summary>
    public static Observation OfOthers(V1Pod? pod)
    {
        var why = pod?.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "DisruptionTarget", Status: "True" });
        return new(TaskState.Failed)
        {
            Reason = StatusReason.ContainerPreempted,
            Message = why is null ? "The Pod was deleted, and not by the operator" : $"The Pod was deleted, and not by the operator: {why.Reason}: {why.Message}".TrimEnd(':', ' '),
        };
    }

    /// <summary>A Pod that failed as a whole: it was not let in, or thrown out.</summary>
    private static Observation OfFailure(V1Pod pod)
    {
        if (pod.Status.InitContainerStatuses?.FirstOrDefault(container => container.State?.Terminated is { ExitCode: not 0 }) is { } fetcher && EndingOf(pod) is null)
            return new(TaskState.Failed)
            {
                Reason = StatusReason.ContainerLaunchFailed,
                Message = $"Its files could not be fetched; the log of container {fetcher.Name} in Pod {pod.Metadata.Name} says why",
            };
        var text = $"{pod.Status.Reason}: {pod.Status.Message}".Trim(':', ' ');
        return pod.Status.Reason switch
        {
            "Evicted" => new(TaskState.Failed) { Reason = StatusReason.ContainerLimitation, Message = text },
            "Preempting" or "Preempted" or "Shutdown" or "NodeShutdown" or "Terminated" or "DeadlineExceeded" =>
                new(TaskState.Failed) { Reason = StatusReason.ContainerPreempted, Message = text },
            { } reason when reason.StartsWith("OutOf", StringComparison.Ordinal) => NotLetIn(text),
            "NodeAffinity" or "NodePorts" or "UnexpectedAdmissionError" or "MatchNodeSelector" or "InvalidNodeInfo" or "AppArmor" or "SysctlForbidden" => NotLetIn(text),
            _ => new(EndingOf(pod) is null ? TaskState.Failed : TaskState.Killed) { Message = text.Length == 0 ? "The Pod ended before the task began" : text },
        };
    }

    /// <summary>It has never begun, and may be tried elsewhere.</summary>
    private static Observation NotLetIn(string text) => new(TaskState.Dropped) { Reason = StatusReason.ContainerLaunchFailed, Message = text };

    private static string Words(V1ContainerStateTerminated ended) => ended.Signal is > 0 and var signal
        ? string.Create(CultureInfo.InvariantCulture, $"Command terminated with signal {signal}")
        : string.Create(CultureInfo.InvariantCulture, $"Command exited with status {ended.ExitCode}");
}
