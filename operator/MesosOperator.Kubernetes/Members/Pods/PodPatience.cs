using k8s.Models;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Kubernetes.Members.Pods;

/// <summary>How long is waited for a Pod to begin. Nothing else would ever end one that waits for an image, a volume or a place.</summary>
internal static class PodPatience
{
    /// <summary>A place that the cluster's scheduler does not see for so long is gone to others.</summary>
    public static readonly TimeSpan ForPlace = TimeSpan.FromSeconds(10);

    /// <summary>For everything else: images may be large.</summary>
    public static readonly TimeSpan ForBeginning = TimeSpan.FromMinutes(15);

    /// <summary>What is told of a Pod that has waited too long, or when to look again; neither where it does not wait.</summary>
    public static (Observation? TooLong, TimeSpan? LookAgain) Of(V1Pod pod, DateTimeOffset now)
    {
        if (pod.Status?.Phase is not (null or "" or "Pending") || pod.Metadata.DeletionTimestamp is not null || pod.Metadata.CreationTimestamp is not { } made)
            return (null, null);
        if (pod.Spec.NodeName is not { Length: > 0 } && pod.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "PodScheduled") is { Status: "False" } unplaced)
            return Wait(unplaced.LastTransitionTime ?? made, ForPlace, now, () => new(TaskState.Dropped)
            {
                Reason = StatusReason.ContainerLaunchFailed,
                Message = $"The cluster's scheduler does not place the Pod: {unplaced.Message ?? unplaced.Reason}",
            });
        return Wait(made, ForBeginning, now, () => new(TaskState.Failed)
        {
            Reason = StatusReason.ContainerLaunchFailed,
            Message = $"The Pod has not begun within {ForBeginning.TotalMinutes} min: {WaitingFor(pod)}",
        });
    }

    private static (Observation?, TimeSpan?) Wait(DateTime since, TimeSpan patience, DateTimeOffset now, Func<Observation> tooLong) =>
        new DateTimeOffset(DateTime.SpecifyKind(since, DateTimeKind.Utc)) + patience - now is { Ticks: > 0 } left ? (null, left) : (tooLong(), null);

    private static string WaitingFor(V1Pod pod) =>
        (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []).Select(container => container.State?.Waiting).FirstOrDefault(waiting => waiting is not null) is { } waiting
            ? $"{waiting.Reason}: {waiting.Message}".Trim(':', ' ')
            : "its node has not said anything";
}
