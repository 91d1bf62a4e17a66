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

    /// <summary>The state of a task; null while there is nothing to say.</summary>
    public static Observation? Read(V1Pod pod, int task)
    {
        var name = PodOrder.ContainerOf(task);
        var status = pod.Status?.ContainerStatuses?.FirstOrDefault(container => container.Name == name);
        if (status?.State?.Terminated is { } ended)
            return OfEnd(pod, ended);
        if (pod.Status?.Phase is "Failed" or "Succeeded")
            return OfFailure(pod);
        if (status?.State?.Running is not null)
            return new(TaskState.Running) { Healthy = HealthOf(pod, name, status) };
        if (status?.State?.Waiting is { Reason: { } reason } waiting && Hopeless.Contains(reason))
            return new(TaskState.Failed)
            {
                Reason = StatusReason.ContainerLaunchFailed,
                Message = $"{reason}: {waiting.Message}",
            };
        return null;
    }

    private static bool? HealthOf(V1Pod pod, string name, V1ContainerStatus status) =>
        pod.Spec.Containers.FirstOrDefault(container => container.Name == name)?.LivenessProbe is null ? null : status.Ready;

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
            return new(TaskState.Failed) { Reason = StatusReason.ContainerPreempted, Message = "The Pod was deleted, and not by the operator" };
        return new(TaskState.Failed) { Reason = StatusReason.CommandExecutorFailed, Message = Words(ended) };
    }

    private static Observation OfEnding(PodEnding ending, V1ContainerStateTerminated ended) => ending switch
    {
        PodEnding.Failed when ended is { Signal: null or 0, ExitCode: not 0 and < SignalledFrom } =>
            new(TaskState.Failed) { Reason = StatusReason.CommandExecutorFailed, Message = Words(ended) },
        PodEnding.Drained => new(TaskState.Killed) { Reason = StatusReason.AgentDraining, Message = Words(ended) },
        PodEnding.Gone => new(TaskState.GoneByOperator) { Reason = StatusReason.AgentDraining, Message = Words(ended) },
        _ => new(TaskState.Killed) { Message = Words(ended) },
    };

    /// <summary>A Pod that failed as a whole: it was not let in, or thrown out.</summary>
    private static Observation OfFailure(V1Pod pod)
    {
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
