using System.Collections.Immutable;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Tasks;

/// <summary>A task that the master let start. Immutable, so that readers may keep it while the master goes on.</summary>
public sealed record LaunchedTask(TaskInfo Info, FrameworkId FrameworkId, RoleName Role)
{
    /// <summary>How many statuses are kept of one task.</summary>
    public const int MaxStatuses = 20;

    /// <summary>The newest state that its agent told; decides whether resources are held.</summary>
    public TaskState State { get; init; } = TaskState.Staging;

    /// <summary>The state of the last update that went to the framework; what reconciliation answers (case C01).</summary>
    public TaskState ForwardedState { get; init; } = TaskState.Staging;

    /// <summary>The last update that went to the framework and waits to be acknowledged, or null.</summary>
    public UpdateId? UnacknowledgedUpdate { get; init; }

    /// <summary>What was reported so far, the newest at the end; of consecutive equal states the newest stands.</summary>
    public ImmutableArray<TaskStatus> Statuses { get; init; } = [];

    /// <summary>Since when its agent is out of reach.</summary>
    public Instant? UnreachableSince { get; init; }

    /// <summary>The task's id.</summary>
    public TaskId Id => Info.Id;

    /// <summary>The task's agent.</summary>
    public AgentId AgentId => Info.AgentId;

    /// <summary>The executor: the framework's own, or the built-in one that carries the task's id.</summary>
    public ExecutorId ExecutorId => Info.ExecutorId ?? new ExecutorId(Info.Id.Value);

    /// <summary>Whether the resources are in use.</summary>
    public bool HoldsResources => !State.IsTerminal() && State != TaskState.Unreachable;

    /// <summary>The task after a report went to its framework.</summary>
    public LaunchedTask WithForwarded(TaskStatus status) => this with
    {
        ForwardedState = status.State,
        UnacknowledgedUpdate = status.UpdateId,
        Statuses = Append(status with { UpdateId = null }),
    };

    /// <summary>Only the newest status keeps its details: readers want the container of now, not of then.</summary>
    private ImmutableArray<TaskStatus> Append(TaskStatus status)
    {
        if (Statuses.IsEmpty)
            return [status];
        if (Statuses[^1].State == status.State)
            return Statuses.SetItem(Statuses.Length - 1, status);
        var kept = Statuses.SetItem(Statuses.Length - 1, Statuses[^1] with { Details = null });
        return (kept.Length >= MaxStatuses ? kept.RemoveAt(0) : kept).Add(status);
    }
}
