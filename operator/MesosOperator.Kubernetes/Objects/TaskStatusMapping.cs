using MesosOperator.Core.Tasks;
using MesosOperator.Crds.Tasks;
using MesosOperator.Kubernetes.Mapping;

namespace MesosOperator.Kubernetes.Objects;

/// <summary>What is heard of a task as its object shows it.</summary>
internal static class TaskStatusMapping
{
    public static V1Alpha1TaskStatus StatusOf(V1Alpha1Task seen, TaskStatus told, TimeProvider time)
    {
        var present = seen.Status;
        var heard = News(told, present);
        var at = Times.Of(heard.Timestamp);
        var conditions = new ConditionSet(present?.Conditions, seen.Metadata.Generation, time);
        SetReady(conditions, heard);
        return new V1Alpha1TaskStatus
        {
            ObservedGeneration = seen.Metadata.Generation,
            Conditions = conditions.All,
            State = heard.State,
            Reason = heard.Reason,
            Source = heard.Source,
            Message = heard.Message,
            Healthy = heard.Healthy,
            LaunchedAt = present?.LaunchedAt ?? new DateTimeOffset(seen.Metadata.CreationTimestamp ?? at.UtcDateTime, TimeSpan.Zero),
            StartedAt = present?.StartedAt ?? (heard.State == TaskState.Running ? at : null),
            EndedAt = heard.State.IsTerminal() ? present?.EndedAt ?? at : null,
            UnreachableSince = Times.Of(heard.UnreachableSince),
        };
    }

    /// <summary>An answer to the question what became of a task that only confirms what is shown says why no better than that.</summary>
    private static TaskStatus News(TaskStatus told, V1Alpha1TaskStatus? shown) =>
        told.Reason == StatusReason.Reconciliation && shown is { Source: { } source } && shown.State == told.State
            ? told with { Reason = shown.Reason, Source = source, Message = shown.Message }
            : told;

    private static void SetReady(ConditionSet conditions, TaskStatus heard)
    {
        var words = heard.Message is { Length: > 0 } message ? message : $"The task is {heard.State}";
        if (heard is { State: TaskState.Running, Healthy: false })
            conditions.SetReconciling("Unhealthy", words);
        else if (heard.State is TaskState.Running or TaskState.Finished)
            conditions.SetReady(heard.State.ToString(), words);
        else if (heard.State.IsTerminal())
            conditions.SetStalled(heard.State.ToString(), words);
        else
            conditions.SetReconciling(heard.State.ToString(), words);
    }
}
