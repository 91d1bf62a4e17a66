using MesosOperator.AgentRuntime.Checkpoints;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Updates;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Executor;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>
/// The executors of frameworks on this agent and their tasks. The process of an executor lives by the same table as that of
/// a command task (<see cref="TaskTransitions"/>). Pure; effects are appended to the list given.
/// </summary>
internal sealed partial class ExecutorTable(AgentIdentity identity, StatusWriter writer, StatusUpdateManager updates, List<AgentEffect> effects)
{
    /// <summary>As wait(2) tells an exit with status 1: for an executor that never was, or whose end nobody has seen.</summary>
    private const int NotStarted = 1 << 8;

    private readonly LinkedMap<TaskKey, ExecutorEntry> _executors = new();
    private readonly LinkedMap<TaskKey, ExecutorTask> _tasks = new();
    private readonly DeadlineQueue<TaskKey> _deadlines = new();
    private TimeSpan _longestGrace = TimeSpan.MaxValue;

    public Instant NextDeadline => _deadlines.Soonest;

    /// <summary>Executors that have, or are about to have, a process.</summary>
    public int LiveCount => _executors.Count;

    /// <summary>Executors, and their tasks that are not forgotten.</summary>
    public int Count => _executors.Count + _tasks.Count;

    /// <summary>Every executor that is, or is about to be.</summary>
    public IEnumerable<ExecutorEntry> All => _executors.Values;

    public bool Contains(TaskKey run) => _executors.ContainsKey(run);

    public ExecutorEntry? Find(string frameworkId, string executorId) =>
        _executors.Values.FirstOrDefault(entry => entry.Launch.Key.FrameworkId == frameworkId && entry.Info.ExecutorId.Value == executorId);

    public void Start(TaskLaunch launch, ExecutorOrder order)
    {
        var entry = new ExecutorEntry(launch) { Limits = ExecutorRuns.LimitsOf(launch.Task) };
        _executors.Add(launch.Key, entry);
        Persist(entry, CheckpointRecords.Launched(launch));
        Enqueue(entry, order);
        entry.Attached.UnionWith(launch.Task.Resources.Where(resource => resource.Disk?.Persistence is not null).Select(Volumes.PlaceOf));
        AttachVolumes(entry);
        effects.Add(new AgentEffect.Launch(launch));
    }

    public void Launched(TaskKey run, int pid, Instant now)
    {
        var entry = _executors[run];
        entry.Pid = pid;
        if (Advance(entry, TaskEvent.Launched) == TaskPhase.Killing)
        {
            Signal(entry, LibC.SignalKill);
            return;
        }

        Resize(entry);
        AttachVolumes(entry);
        if (!entry.HasSubscribed)
            SetDeadline(entry, now + AgentLimits.ExecutorRegistration);
    }

    public void LaunchFailed(TaskKey run, string problem, Instant now)
    {
        var entry = _executors[run];
        Advance(entry, TaskEvent.LaunchFailed);
        var report = entry.Cause == EndCause.KilledDuringLaunch ? TaskReport.KilledDuringLaunch() : TaskReport.LaunchFailed(problem);
        Bury(entry, NotStarted, _ => report, now);
    }

    public void Exited(TaskKey run, TaskEnd end, Instant now)
    {
        var entry = _executors[run];
        Advance(entry, TaskEvent.Exited);
        var isStarved = entry.Cause == EndCause.Itself && end.MemoryKills > 0;
        Bury(entry, end.Status?.WaitStatus ?? NotStarted, task => isStarved
            ? TaskReport.MemoryExceeded((long)(entry.Limits.Memory * (1 << 20)), end)
            : entry.Cause == EndCause.DiskExceeded ? TaskReport.DiskExceeded(entry.Excess)
            : entry is { Cause: EndCause.Expired, IsAwaited: true } ? ExecutorReports.NotBack()
            : ExecutorReports.Ended(entry.Cause, task.Cause, end), now);
    }

    /// <summary>The sandbox of an executor takes more than it may: it is killed at once with its tasks.</summary>
    public void DiskExceeded(AgentInput.DiskExceeded exceeded)
    {
        var entry = _executors[exceeded.Task];
        if (entry.Launch.ContainerId != exceeded.ContainerId || entry.Phase is not (TaskPhase.Running or TaskPhase.Terminating))
            return;
        if (entry.Cause == EndCause.Itself)
            (entry.Cause, entry.Excess) = (EndCause.DiskExceeded, new DiskExcess(exceeded.UsedBytes, exceeded.LimitBytes));
        Advance(entry, TaskEvent.Exceed);
        entry.Deadline = Instant.Never;
        Signal(entry, LibC.SignalKill);
    }

    /// <summary>Asks an executor to end with its tasks, and after its grace period makes it.</summary>
    public void ShutDown(ExecutorEntry entry, Instant now) => Terminate(entry, TaskEvent.Kill, EndCause.Killed, now);

    /// <summary>Ends every executor, none with more grace than that.</summary>
    public void ShutDownAll(TimeSpan longestGrace, Instant now)
    {
        _longestGrace = longestGrace;
        foreach (var entry in _executors.Values.ToList())
            ShutDown(entry, now);
    }

    /// <summary>Ends the executors of a framework and forgets their tasks without a word.</summary>
    public void ShutDown(string frameworkId, Instant now)
    {
        foreach (var task in _tasks.Values.Where(task => task.Key.FrameworkId == frameworkId).ToList())
        {
            updates.Forget(task.Key);
            _tasks.Remove(task.Key);
            Persist(task.Executor, CheckpointRecords.Removed(task.Key), isUrgent: false);
        }

        foreach (var entry in _executors.Values.Where(entry => entry.Launch.Key.FrameworkId == frameworkId).ToList())
        {
            entry.IsMuted = true;
            Persist(entry, CheckpointRecords.Muted(entry.Launch.Key));
            ShutDown(entry, now);
        }
    }

    /// <summary>Executors that have not subscribed in time, and grace periods that are over.</summary>
    public void Tick(Instant now)
    {
        while (_deadlines.TryTakeDue(now, out var run, out var at))
        {
            if (_executors.Find(run) is not { } entry || entry.Deadline != at)
                continue; // set anew since
            entry.Deadline = Instant.Never;
            if (entry.Phase == TaskPhase.Running)
                Terminate(entry, TaskEvent.Expire, EndCause.Expired, now);
            else if (entry.Phase == TaskPhase.Terminating && Advance(entry, TaskEvent.GraceElapsed) == TaskPhase.Killing)
                Signal(entry, LibC.SignalKill);
        }
    }

    private void Terminate(ExecutorEntry entry, TaskEvent why, EndCause cause, Instant now)
    {
        var before = entry.Phase;
        var after = Advance(entry, why);
        if (before == TaskPhase.Launching && after == TaskPhase.Cancelling)
        {
            entry.Cause = EndCause.KilledDuringLaunch;
            Persist(entry, CheckpointRecords.Killed(entry.Launch.Key, entry.Cause));
            effects.Add(new AgentEffect.CancelLaunch(entry.Launch.Key));
        }
        else if (before == TaskPhase.Running && after == TaskPhase.Terminating)
        {
            entry.Cause = cause;
            Persist(entry, CheckpointRecords.Killed(entry.Launch.Key, cause));
            if (entry.Stream is not null)
                Tell(entry, ExecutorEvents.Shutdown);
            else
                Signal(entry, LibC.SignalTerminate);
            SetDeadline(entry, now + Grace(entry));
        }
        else if (after == TaskPhase.Terminating && now + Grace(entry) < entry.Deadline)
        {
            SetDeadline(entry, now + Grace(entry));
        }
    }

    /// <summary>The executor is gone: whatever it had of tasks ends with it.</summary>
    private void Bury(ExecutorEntry entry, int waitStatus, Func<ExecutorTask, TaskReport> reportOf, Instant now)
    {
        if (entry.Stream is { } stream)
            effects.Add(new AgentEffect.EndExecutorStream(stream));
        entry.Stream = null;
        entry.Waiting.Clear();
        foreach (var task in entry.Tasks.ToList())
            Report(task, writer.Write(entry, task.Key.TaskId, reportOf(task), now), now);
        _executors.Remove(entry.Launch.Key);
        Persist(entry, CheckpointRecords.Removed(entry.Launch.Key), isUrgent: false);
        effects.Add(new AgentEffect.CleanUp(entry.Launch));
        effects.Add(new AgentEffect.Send(ExecutorReports.Exited(entry.Launch.Framework.Id, entry.Info.ExecutorId, waitStatus)));
    }

    /// <summary>That an executor which was to be started was not.</summary>
    public static AgentMessage NeverStarted(ExecutorOrder order) => ExecutorReports.Exited(order.Framework.Id, order.Executor.ExecutorId, NotStarted);

    /// <summary>
    /// Gives the executor what its tasks may use. It is not taken away when they end, since whoever holds on to the memory
    /// would be killed for that.
    /// </summary>
    private void Resize(ExecutorEntry entry)
    {
        var run = ExecutorRuns.Describe(entry.Info, entry.Launch.Task.AgentId, entry.Tasks.Select(task => task.Info));
        var (cpus, memory) = ExecutorRuns.LimitsOf(run);
        if (cpus < entry.Limits.Cpus || memory < entry.Limits.Memory || (cpus, memory) == entry.Limits)
            return;
        entry.Limits = (cpus, memory);
        effects.Add(new AgentEffect.Resize(entry.Launch with { Task = run }));
    }

    private static TaskPhase Advance(ExecutorEntry entry, TaskEvent happened)
    {
        var step = TaskTransitions.Next(entry.Phase, happened);
        Require.That(step.Kind != StepKind.Impossible, $"an executor that is {entry.Phase} is never {happened}");
        return entry.Phase = step.Next;
    }

    private TimeSpan Grace(ExecutorEntry entry) => entry.ShutdownGrace < _longestGrace ? entry.ShutdownGrace : _longestGrace;

    private void SetDeadline(ExecutorEntry entry, Instant at)
    {
        entry.Deadline = at;
        if (at < Instant.Never)
            _deadlines.Add(entry.Launch.Key, at);
    }

    /// <summary>Only executors of frameworks that ask for it are there after a restart.</summary>
    private void Persist(ExecutorEntry entry, Record record, bool isUrgent = true)
    {
        if (entry.Launch.Framework.Checkpoint)
            effects.Add(new AgentEffect.Persist(record, isUrgent));
    }

    private void Signal(ExecutorEntry entry, int signal) =>
        effects.Add(new AgentEffect.SignalTask(entry.Launch.Key, entry.Pid!.Value, signal));

    private void Tell(ExecutorEntry entry, Event said)
    {
        if (entry.Stream is { } stream)
            effects.Add(new AgentEffect.TellExecutor(stream, said));
    }
}
