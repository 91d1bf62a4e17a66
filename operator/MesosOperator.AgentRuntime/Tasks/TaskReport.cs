using System.Globalization;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.Protocol.Mesos.V1;
using Reasons = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Source = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Source;

namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>What is said about a task when its state changes (states, reasons, texts: mesos-semantics 3.8).</summary>
internal readonly record struct TaskReport(TaskState State, Source Source, Reasons? Reason = null, string? Message = null)
{
    private const double BytesPerMegabyte = 1 << 20;

    /// <summary>What the task was limited to and wanted more of; null where that is not why it ended.</summary>
    public (string Resource, long Bytes)? Exceeded { get; private init; }

    /// <summary>What the health check of the task says; null: nothing.</summary>
    public bool? Healthy { get; init; }

    /// <summary>The latest outcome of the check of the task; null: none.</summary>
    public CheckStatusInfo? CheckStatus { get; init; }

    public static readonly TaskReport Starting = new(TaskState.TaskStarting, Source.Executor);

    public static readonly TaskReport Running = new(TaskState.TaskRunning, Source.Executor);

    /// <summary>A task runs on, and there is something to tell.</summary>
    public static TaskReport Observed(Reasons reason, string? message) => new(TaskState.TaskRunning, Source.Executor, reason, message);

    public static TaskReport Killing(EndCause cause) => new(TaskState.TaskKilling, Source.Executor, ReasonOf(cause));

    public static TaskReport LaunchFailed(string message) => new(TaskState.TaskFailed, Source.Agent, Reasons.ContainerLaunchFailed, message);

    public static TaskReport KilledDuringLaunch() => new(
        TaskState.TaskKilled, Source.Agent, Reasons.TaskKilledDuringLaunch, "Killed before the task was started");

    /// <summary>The agent ended before it could start the task.</summary>
    public static TaskReport NeverBegan() => new(
        TaskState.TaskDropped, Source.Agent, Reasons.AgentRestarted, "The agent was restarted before the task was started");

    /// <summary>The task ended while nobody could see how; why it is certain that it did.</summary>
    public static TaskReport Vanished(string why) => new(TaskState.TaskFailed, Source.Agent, Reasons.ExecutorTerminated, why);

    public static TaskReport Unknown() => new(
        TaskState.TaskDropped, Source.Agent, Reasons.Reconciliation, "Reconciliation: task unknown to the agent");

    public static TaskReport Ended(EndCause cause, TaskEnd end) => cause switch
    {
        EndCause.Itself when end.Status is null => Vanished(end.Description),
        EndCause.KilledDuringLaunch => KilledDuringLaunch(),
        EndCause.Drained => new(TaskState.TaskKilled, Source.Executor, ReasonOf(cause), end.Description),
        EndCause.DrainedForGood => new(TaskState.TaskGoneByOperator, Source.Executor, ReasonOf(cause), end.Description),
        EndCause.GroupEnded => new(TaskState.TaskKilled, Source.Executor, null, $"{end.Description}; a task of its group failed or was killed"),
        EndCause.Unhealthy => new(TaskState.TaskKilled, Source.Executor, null, end.Description) { Healthy = false },
        EndCause.Killed => new(TaskState.TaskKilled, Source.Executor, null, end.Description),
        EndCause.Expired => new(TaskState.TaskFailed, Source.Executor, ReasonOf(cause), end.Description),
        _ => new(end.IsSuccess ? TaskState.TaskFinished : TaskState.TaskFailed, Source.Executor, null, end.Description),
    };

    /// <summary>The task wanted more memory than it may have (in Mesos' words).</summary>
    public static TaskReport MemoryExceeded(long limitBytes, TaskEnd end) => new(
        TaskState.TaskFailed, Source.Agent, Reasons.ContainerLimitationMemory,
        string.Create(CultureInfo.InvariantCulture, $"Memory limit exceeded: Requested: {limitBytes / BytesPerMegabyte:0.###}MB Maximum Used: {end.MostMemoryUsed / BytesPerMegabyte:0.###}MB"))
    {
        Exceeded = ("mem", limitBytes),
    };

    /// <summary>The task has taken more of the disk than it may (in Mesos' words); null: nobody knows any more how much.</summary>
    public static TaskReport DiskExceeded(DiskExcess? excess) => new(
        TaskState.TaskFailed, Source.Agent, Reasons.ContainerLimitationDisk, excess switch
        {
            null => "Disk usage exceeds quota",
            { UsedBytes: { } used } => string.Create(CultureInfo.InvariantCulture, $"Disk usage ({used / BytesPerMegabyte:0.###}MB) exceeds quota ({excess.LimitBytes / BytesPerMegabyte:0.###}MB)"),
            _ => string.Create(CultureInfo.InvariantCulture, $"Disk usage cannot be measured against the quota ({excess.LimitBytes / BytesPerMegabyte:0.###}MB): folders are nested too deeply"),
        })
    {
        Exceeded = excess is null ? null : ("disk", excess.LimitBytes),
    };

    private static Reasons? ReasonOf(EndCause cause) => cause switch
    {
        EndCause.Expired => Reasons.MaxCompletionTimeReached,
        EndCause.Drained or EndCause.DrainedForGood => Reasons.AgentDraining,
        _ => null,
    };
}
