using MesosOperator.Core.Identity;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Events;

/// <summary>What happened to a task.</summary>
public abstract record TaskEvent(FrameworkId FrameworkId, TaskId TaskId) : MasterEvent
{
    /// <summary>A task was accepted and goes to its agent.</summary>
    public sealed record Launched(LaunchedTask Task) : TaskEvent(Task.FrameworkId, Task.Id)
    {
        /// <summary>Whether its executor starts with it.</summary>
        public bool StartsExecutor { get; init; }

        /// <summary>Whether its agent is told of the group that it belongs to, and not of the task alone.</summary>
        public bool IsInGroup { get; init; }
    }

    /// <summary>A task was learned of from the agent that runs it.</summary>
    public sealed record Recovered(LaunchedTask Task) : TaskEvent(Task.FrameworkId, Task.Id);

    /// <summary>The newest state of a task is known; resources follow it.</summary>
    public sealed record StateChanged(FrameworkId FrameworkId, TaskId TaskId, TaskState State) : TaskEvent(FrameworkId, TaskId);

    /// <summary>A status of a task that the master keeps goes to its framework and into its history.</summary>
    public sealed record Updated(FrameworkId FrameworkId, TaskStatus Status) : TaskEvent(FrameworkId, Status.TaskId);

    /// <summary>A status goes to a framework without changing anything: an answer, or the fate of a task that never was.</summary>
    public sealed record Told(FrameworkId FrameworkId, TaskStatus Status) : TaskEvent(FrameworkId, Status.TaskId);

    /// <summary>A framework has seen an update; the agent may send the next.</summary>
    public sealed record Acknowledged(FrameworkId FrameworkId, AgentId AgentId, TaskId TaskId, UpdateId UpdateId)
        : TaskEvent(FrameworkId, TaskId);

    /// <summary>A task has ended and its framework knows; it becomes history.</summary>
    public sealed record Completed(FrameworkId FrameworkId, TaskId TaskId) : TaskEvent(FrameworkId, TaskId);

    /// <summary>A task is to be killed by its agent, now or when the agent is back.</summary>
    public sealed record KillOrdered(FrameworkId FrameworkId, AgentId AgentId, TaskId TaskId, KillPolicy? Policy)
        : TaskEvent(FrameworkId, TaskId);
}
