using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Checkpoints;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Updates;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Capability = MesosOperator.Protocol.Mesos.V1.FrameworkInfo.Types.Capability;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>The tasks that this agent runs itself, those that ended and wait to be acknowledged too, and what is reported of them.</summary>
internal sealed partial class TaskTable(StatusWriter writer, StatusUpdateManager updates, List<AgentEffect> effects) : RunTable<TaskEntry>(effects)
{
    public override Instant NextDeadline => base.NextDeadline < _probes.NextDeadline ? base.NextDeadline : _probes.NextDeadline;

    /// <summary>Tasks that have, or are about to have, a process.</summary>
    public int LiveCount { get; private set; }

    /// <summary>Is told of each task that has ended, and how, after everything else of its end.</summary>
    public Action<TaskEntry, TaskState, Instant> Ended { private get; set; } = (_, _, _) => { };

    public void Launch(TaskLaunch launch)
    {
        Add(launch);
        Effects.Add(new AgentEffect.Launch(launch));
    }

    /// <summary>The entries of tasks that are to be started together, by the effect that is given back.</summary>
    public ImmutableArray<TaskEntry> LaunchGroup(ImmutableArray<TaskLaunch> launches, out AgentEffect effect)
    {
        effect = new AgentEffect.LaunchGroup(launches);
        return [.. launches.Select(Add)];
    }

    private TaskEntry Add(TaskLaunch launch)
    {
        var entry = new TaskEntry(launch);
        Runs.Add(launch.Key, entry);
        LiveCount++;
        Persist(entry, CheckpointRecords.Launched(launch));
        return entry;
    }

    protected override void Begin(TaskEntry entry, Instant now)
    {
        Report(entry, TaskReport.Starting, now);
        Report(entry, TaskReport.Running, now);
        entry.RunningSince = now;
        LimitTime(entry);
        BeginProbes(entry, now);
    }

    /// <summary>Adds a task of an earlier process of this agent.</summary>
    public void Add(RecoveredTask task, Instant now)
    {
        var memory = task.Memory;
        var entry = new TaskEntry(memory.Launch)
        {
            Pid = task.Pid,
            LatestStatus = memory.Latest,
            RunningSince = memory.RunningSince > now ? now : memory.RunningSince, // the clock was set back meanwhile
            Cause = memory.Cause,
            IsMuted = memory.IsMuted,
        };
        if (TaskImages.NameOf(memory.Launch.Task) is not null)
            entry.Networks = [.. memory.Latest?.ContainerStatus?.NetworkInfos ?? []];
        Runs.Add(memory.Launch.Key, entry);
        foreach (var status in memory.Pending)
            updates.Add(memory.Launch.Key, status, now);
        if (!memory.HasEnded)
            LiveCount++;
        else
            entry.Phase = TaskPhase.Ended;
    }

    /// <summary>Takes over a task of an earlier process of this agent, now that all of them are added.</summary>
    public void Recover(RecoveredTask task, Instant now)
    {
        var entry = Runs[task.Memory.Launch.Key];
        if (task.Memory.HasEnded)
        {
            Effects.Add(new AgentEffect.CleanUp(entry.Launch));
            Ended(entry, entry.LatestStatus!.State, now);
        }
        else if (task.Fate == TaskFate.Alive)
        {
            TakeOver(entry, now);
        }
        else
        {
            BuryUnseen(entry, task, now);
        }
    }

    protected override void End(TaskEntry entry, TaskEnd end, Instant now) => Conclude(entry, ReportOf(entry, end), now);

    /// <summary>Asks a task to end. Asking again can only make it end sooner.</summary>
    public void Kill(TaskEntry entry, KillPolicy? policy, Instant now) => Kill(entry, TaskEvent.Kill, EndCause.Killed, Grace(entry, policy), now);

    /// <summary>Asks a task to end for some cause; the grace is its own, but at most that.</summary>
    public void KillWithin(TaskEntry entry, EndCause cause, TimeSpan longestGrace, Instant now) =>
        Kill(entry, TaskEvent.Kill, cause, Grace(entry, null) is var own && own < longestGrace ? own : longestGrace, now);

    /// <summary>Kills every task because the agent is drained; the grace of each is its own, but at most that.</summary>
    public void Drain(OperatorMessage.Types.Drain order, Instant now)
    {
        var longestGrace = order.MaxGracePeriod is { } longest ? Duration.Of(longest.Nanoseconds) : TimeSpan.MaxValue;
        foreach (var entry in Runs.Values)
        {
            var isTold = order.MarkGone && Understands(entry, Capability.Types.Type.PartitionAware);
            KillWithin(entry, isTold ? EndCause.DrainedForGood : EndCause.Drained, longestGrace, now);
        }
    }

    /// <summary>What is launched together is cancelled together.</summary>
    protected override void Cancel(TaskEntry entry, Instant now)
    {
        base.Cancel(entry, now);
        if (entry.Launch.Member is { GroupId: var group })
            foreach (var other in Runs.Values.Where(other => other.Phase == TaskPhase.Launching && other.Launch.Member?.GroupId == group))
                Kill(other, null, now);
    }

    /// <summary>Kills every task, none with more grace than that.</summary>
    public void KillAll(TimeSpan longestGrace, Instant now)
    {
        LongestGrace = longestGrace;
        foreach (var entry in Runs.Values)
            Kill(entry, null, now);
    }

    /// <summary>Kills the tasks of a framework and forgets them without a word.</summary>
    public void ShutDown(string frameworkId, Instant now)
    {
        foreach (var entry in Runs.Values.Where(entry => entry.Launch.Key.FrameworkId == frameworkId).ToList())
        {
            entry.IsMuted = true;
            updates.Forget(entry.Launch.Key);
            Persist(entry, CheckpointRecords.Muted(entry.Launch.Key));
            if (entry.Phase == TaskPhase.Ended)
                Remove(entry);
            else
                Kill(entry, null, now);
        }
    }

    /// <summary>Somebody has taken note of an update; after the last one the task is forgotten.</summary>
    public void Acknowledged(TaskKey key, TaskStatus status, Instant now)
    {
        if (Runs.Find(key) is not { } entry)
            return;
        Persist(entry, CheckpointRecords.Acknowledged(key, status.Uuid.Span), isUrgent: false);
        if (TaskStates.IsTerminal(status.State))
            Runs.Remove(key);
        else
            TellUntold(entry, now);
    }

    /// <summary>Tasks that have run for too long, grace periods that are over, and probes that are due.</summary>
    public override void Tick(Instant now)
    {
        StartProbes(now);
        base.Tick(now);
    }

    /// <summary>Without grace, as Mesos' executors do it.</summary>
    protected override void Expire(TaskEntry entry, Instant now) => Kill(entry, TaskEvent.Expire, EndCause.Expired, TimeSpan.Zero, now);

    protected override void AskToEnd(TaskEntry entry, Instant now)
    {
        EndProbes(entry);
        if (entry.Cause != EndCause.Expired && Understands(entry, Capability.Types.Type.TaskKillingState))
            Report(entry, TaskReport.Killing(entry.Cause), now);
        Signal(entry, LibC.SignalTerminate);
    }

    private static bool Understands(TaskEntry entry, Capability.Types.Type capability) =>
        entry.Launch.Framework.Capabilities.Any(has => has.Type == capability);

    protected override void Conclude(TaskEntry entry, TaskReport report, Instant now)
    {
        LiveCount--;
        entry.Deadline = Instant.Never;
        EndProbes(entry);
        Effects.Add(new AgentEffect.CleanUp(entry.Launch));
        if (entry.IsMuted)
            Remove(entry);
        else
            Report(entry, report, now);
        Ended(entry, report.State, now);
    }

    private void Report(TaskEntry entry, TaskReport report, Instant now)
    {
        if (entry.IsMuted)
            return;
        entry.LatestStatus = writer.Write(entry, report, now);
        Persist(entry, CheckpointRecords.Updated(entry.Launch.Key, entry.LatestStatus));
        if (updates.Add(entry.Launch.Key, entry.LatestStatus, now) is { } update)
            Effects.Add(new AgentEffect.Send(new AgentMessage { UpdateStatus = update }));
    }

    /// <summary>It runs, or is about to: whatever its end needs is done again, since nobody knows how far that came.</summary>
    private void TakeOver(TaskEntry entry, Instant now)
    {
        entry.Phase = TaskPhase.Running;
        Effects.Add(new AgentEffect.WatchTask(entry.Launch, entry.Pid!.Value));
        if (!entry.IsMuted && entry.LatestStatus?.State is null or TaskState.TaskStarting)
        {
            if (entry.LatestStatus is null)
                Report(entry, TaskReport.Starting, now);
            Report(entry, TaskReport.Running, now);
        }

        if (entry.Cause != EndCause.Itself || entry.IsMuted)
        {
            Advance(entry, TaskEvent.Kill);
            entry.KilledAt = now;
            Signal(entry, LibC.SignalTerminate);
            SetDeadline(entry, now + (entry.Cause == EndCause.Expired ? TimeSpan.Zero : Grace(entry, null)));
        }
        else
        {
            entry.RunningSince ??= now;
            LimitTime(entry);
            BeginProbes(entry, now);
        }
    }

    /// <summary>A limit of zero is none.</summary>
    private void LimitTime(TaskEntry entry)
    {
        if (entry.Launch.Task.MaxCompletionTime is { Nanoseconds: > 0 } limit)
            SetDeadline(entry, entry.RunningSince!.Value + Duration.Of(limit.Nanoseconds));
    }

    private void BuryUnseen(TaskEntry entry, RecoveredTask task, Instant now)
    {
        entry.Phase = TaskPhase.Ended;
        Conclude(entry, (task.Fate, task.End) switch
        {
            (TaskFate.NeverBegan, _) when entry.Cause == EndCause.Itself => TaskReport.NeverBegan(),
            (TaskFate.Rebooted, null) when entry.Cause == EndCause.Itself => TaskReport.Vanished("The host was restarted"),
            _ => ReportOf(entry, task.End ?? new TaskEnd(null)),
        }, now);
    }

    private TaskReport ReportOf(TaskEntry entry, TaskEnd end) =>
        entry.Cause == EndCause.Itself && end.MemoryKills > 0 && TaskResources.MemoryLimitBytes(LimitedBy(entry.Launch)) is { } limit
            ? TaskReport.MemoryExceeded(limit, end)
            : entry.Cause == EndCause.DiskExceeded ? TaskReport.DiskExceeded(entry.Excess)
            : TaskReport.Ended(entry.Cause, end);

    /// <summary>What says how much memory a task that has just ended could use: the task, or its executor with all that runs in it.</summary>
    private TaskInfo LimitedBy(TaskLaunch launch) => GroupRules.SharesLimits(launch)
        ? ExecutorRuns.Describe(launch.Member!.Executor, launch.Task.AgentId, LiveTasksOf(launch.ExecutorKey).Prepend(launch.Task))
        : launch.Task;

    private IEnumerable<TaskInfo> LiveTasksOf(TaskKey executor) =>
        Runs.Values.Where(entry => entry.Phase != TaskPhase.Ended && entry.Launch.ExecutorKey == executor).Select(entry => entry.Launch.Task);

    private void Remove(TaskEntry entry)
    {
        Runs.Remove(entry.Launch.Key);
        Persist(entry, CheckpointRecords.Removed(entry.Launch.Key), isUrgent: false);
    }

    private TimeSpan Grace(TaskEntry entry, KillPolicy? policy)
    {
        var period = policy?.GracePeriod ?? entry.Launch.Task.KillPolicy?.GracePeriod;
        var grace = period is null ? AgentLimits.DefaultKillGrace : Duration.Of(period.Nanoseconds);
        return Bounded(grace);
    }
}
