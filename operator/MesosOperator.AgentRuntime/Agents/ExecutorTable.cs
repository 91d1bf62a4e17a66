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

/// <summary>The executors of frameworks that live on this agent, and their tasks.</summary>
internal sealed partial class ExecutorTable(AgentIdentity identity, StatusWriter writer, StatusUpdateManager updates, List<AgentEffect> effects)
    : RunTable<ExecutorEntry>(effects)
{
    /// <summary>As wait(2) tells an exit with status 1: for an executor that never was, or whose end nobody has seen.</summary>
    private const int NotStarted = 1 << 8;

    private readonly LinkedMap<TaskKey, ExecutorTask> _tasks = new();

    /// <summary>Executors that have, or are about to have, a process.</summary>
    public int LiveCount => Runs.Count;

    /// <summary>Executors, and their tasks that are not forgotten.</summary>
    public int Count => Runs.Count + _tasks.Count;

    public ExecutorEntry? Find(string frameworkId, string executorId) =>
        Runs.Values.FirstOrDefault(entry => entry.Launch.Key.FrameworkId == frameworkId && entry.Info.ExecutorId.Value == executorId);

    public void Start(TaskLaunch launch, ExecutorOrder order)
    {
        var entry = new ExecutorEntry(launch) { Limits = ExecutorRuns.LimitsOf(launch.Task) };
        Runs.Add(launch.Key, entry);
        Persist(entry, CheckpointRecords.Launched(launch));
        Enqueue(entry, order);
        entry.Attached.UnionWith(launch.Task.Resources.Where(resource => resource.Disk?.Persistence is not null).Select(Volumes.PlaceOf));
        AttachVolumes(entry);
        Effects.Add(new AgentEffect.Launch(launch));
    }

    protected override void Begin(ExecutorEntry entry, Instant now)
    {
        Resize(entry);
        AttachVolumes(entry);
        if (!entry.HasSubscribed)
            SetDeadline(entry, now + AgentLimits.ExecutorRegistration);
    }

    protected override void Conclude(ExecutorEntry entry, TaskReport report, Instant now) => Bury(entry, NotStarted, _ => report, now);

    protected override void End(ExecutorEntry entry, TaskEnd end, Instant now)
    {
        var isStarved = entry.Cause == EndCause.Itself && end.MemoryKills > 0;
        Bury(entry, end.Status?.WaitStatus ?? NotStarted, task => isStarved
            ? TaskReport.MemoryExceeded((long)(entry.Limits.Memory * (1 << 20)), end)
            : entry.Cause == EndCause.DiskExceeded ? TaskReport.DiskExceeded(entry.Excess)
            : entry is { Cause: EndCause.Expired, IsAwaited: true } ? ExecutorReports.NotBack()
            : ExecutorReports.Ended(entry.Cause, task.Cause, end), now);
    }

    /// <summary>Asks an executor to end with its tasks, and after its grace period makes it.</summary>
    public void ShutDown(ExecutorEntry entry, Instant now) => Kill(entry, TaskEvent.Kill, EndCause.Killed, Bounded(entry.ShutdownGrace), now);

    /// <summary>Ends every executor, none with more grace than that.</summary>
    public void ShutDownAll(TimeSpan longestGrace, Instant now)
    {
        LongestGrace = longestGrace;
        foreach (var entry in Runs.Values.ToList())
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

        foreach (var entry in Runs.Values.Where(entry => entry.Launch.Key.FrameworkId == frameworkId).ToList())
        {
            entry.IsMuted = true;
            Persist(entry, CheckpointRecords.Muted(entry.Launch.Key));
            ShutDown(entry, now);
        }
    }

    /// <summary>It has not subscribed in time.</summary>
    protected override void Expire(ExecutorEntry entry, Instant now) =>
        Kill(entry, TaskEvent.Expire, EndCause.Expired, Bounded(entry.ShutdownGrace), now);

    protected override void AskToEnd(ExecutorEntry entry, Instant now)
    {
        if (entry.Stream is not null)
            Tell(entry, ExecutorEvents.Shutdown);
        else
            Signal(entry, LibC.SignalTerminate);
    }

    /// <summary>The executor is gone: whatever it had of tasks ends with it.</summary>
    private void Bury(ExecutorEntry entry, int waitStatus, Func<ExecutorTask, TaskReport> reportOf, Instant now)
    {
        if (entry.Stream is { } stream)
            Effects.Add(new AgentEffect.EndExecutorStream(stream));
        entry.Stream = null;
        entry.Waiting.Clear();
        foreach (var task in entry.Tasks.ToList())
            Report(task, writer.Write(entry, task.Key.TaskId, reportOf(task), now), now);
        Runs.Remove(entry.Launch.Key);
        Persist(entry, CheckpointRecords.Removed(entry.Launch.Key), isUrgent: false);
        Effects.Add(new AgentEffect.CleanUp(entry.Launch));
        Effects.Add(new AgentEffect.Send(ExecutorReports.Exited(entry.Launch.Framework.Id, entry.Info.ExecutorId, waitStatus)));
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
        Effects.Add(new AgentEffect.Resize(entry.Launch with { Task = run }));
    }

    private void Tell(ExecutorEntry entry, Event said)
    {
        if (entry.Stream is { } stream)
            Effects.Add(new AgentEffect.TellExecutor(stream, said));
    }
}
