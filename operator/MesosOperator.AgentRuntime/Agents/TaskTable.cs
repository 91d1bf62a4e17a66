using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Updates;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Capability = MesosOperator.Protocol.Mesos.V1.FrameworkInfo.Types.Capability;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>
/// The tasks of this agent: applies what happens to the table of <see cref="TaskTransitions"/>, and says what to do and
/// to report. Pure; effects are appended to the list given.
/// </summary>
internal sealed class TaskTable(StatusWriter writer, StatusUpdateManager updates, List<AgentEffect> effects)
{
    private readonly LinkedMap<TaskKey, TaskEntry> _tasks = new();
    private readonly DeadlineQueue<TaskKey> _deadlines = new();
    private TimeSpan _longestGrace = TimeSpan.MaxValue;

    public Instant NextDeadline => _deadlines.Soonest;

    /// <summary>Tasks that have, or are about to have, a process.</summary>
    public int LiveCount { get; private set; }

    /// <summary>Every task known, also those that ended and wait to be acknowledged.</summary>
    public IEnumerable<TaskEntry> All => _tasks.Values;

    public bool Contains(TaskKey key) => _tasks.ContainsKey(key);

    public TaskEntry? Find(TaskKey key) => _tasks.Find(key);

    public void Launch(TaskLaunch launch)
    {
        _tasks.Add(launch.Key, new TaskEntry(launch));
        LiveCount++;
        effects.Add(new AgentEffect.Launch(launch));
    }

    public void Launched(TaskKey key, int pid, Instant now)
    {
        var entry = _tasks[key];
        entry.Pid = pid;
        if (Advance(entry, TaskEvent.Launched) == TaskPhase.Killing)
        {
            Signal(entry, LibC.SignalKill);
            return;
        }

        Report(entry, TaskReport.Starting, now);
        Report(entry, TaskReport.Running, now);
        if (entry.Launch.Task.MaxCompletionTime is { } limit)
            SetDeadline(entry, now + Duration.Of(limit.Nanoseconds));
    }

    public void LaunchFailed(TaskKey key, string problem, Instant now)
    {
        var entry = _tasks[key];
        Advance(entry, TaskEvent.LaunchFailed);
        End(entry, entry.Cause == EndCause.KilledDuringLaunch ? TaskReport.KilledDuringLaunch() : TaskReport.LaunchFailed(problem), now);
    }

    public void Exited(TaskKey key, TaskEnd end, Instant now)
    {
        var entry = _tasks[key];
        Advance(entry, TaskEvent.Exited);
        var isStarved = entry.Cause == EndCause.Itself && end.MemoryKills > 0;
        End(entry, isStarved && TaskResources.MemoryLimitBytes(entry.Launch.Task) is { } limit
            ? TaskReport.MemoryExceeded(limit, end)
            : TaskReport.Ended(entry.Cause, end), now);
    }

    /// <summary>Asks a task to end. Asking again can only make it end sooner.</summary>
    public void Kill(TaskEntry entry, KillPolicy? policy, Instant now) => Kill(entry, EndCause.Killed, policy, now);

    /// <summary>Kills every task because the agent is drained; the grace of each is its own, but at most that.</summary>
    public void Drain(OperatorMessage.Types.Drain order, Instant now)
    {
        foreach (var entry in _tasks.Values)
        {
            var capped = order.MaxGracePeriod is { } longest && Duration.Of(longest.Nanoseconds) < Grace(entry, null)
                ? new KillPolicy { GracePeriod = longest }
                : null;
            var isTold = order.MarkGone && Understands(entry, Capability.Types.Type.PartitionAware);
            Kill(entry, isTold ? EndCause.DrainedForGood : EndCause.Drained, capped, now);
        }
    }

    private void Kill(TaskEntry entry, EndCause cause, KillPolicy? policy, Instant now)
    {
        var before = entry.Phase;
        switch (Advance(entry, TaskEvent.Kill))
        {
            case TaskPhase.Cancelling when before == TaskPhase.Launching:
                entry.Cause = EndCause.KilledDuringLaunch;
                effects.Add(new AgentEffect.CancelLaunch(entry.Launch.Key));
                break;
            case TaskPhase.Terminating when before == TaskPhase.Running:
                Terminate(entry, cause, policy, now);
                break;
            case TaskPhase.Terminating:
                SetDeadline(entry, Sooner(entry.Deadline, entry.KilledAt + Grace(entry, policy)));
                break;
        }
    }

    /// <summary>Kills every task, none with more grace than that.</summary>
    public void KillAll(TimeSpan longestGrace, Instant now)
    {
        _longestGrace = longestGrace;
        foreach (var entry in _tasks.Values)
            Kill(entry, null, now);
    }

    /// <summary>Kills the tasks of a framework and forgets them without a word.</summary>
    public void ShutDown(string frameworkId, Instant now)
    {
        foreach (var entry in _tasks.Values.Where(entry => entry.Launch.Key.FrameworkId == frameworkId).ToList())
        {
            entry.IsMuted = true;
            updates.Forget(entry.Launch.Key);
            if (entry.Phase == TaskPhase.Ended)
                _tasks.Remove(entry.Launch.Key);
            else
                Kill(entry, null, now);
        }
    }

    public void Forget(TaskKey key) => _tasks.Remove(key);

    /// <summary>Tasks that have run for too long, and grace periods that are over.</summary>
    public void Tick(Instant now)
    {
        while (_deadlines.TryTakeDue(now, out var key, out var at))
        {
            if (_tasks.Find(key) is not { } entry || entry.Deadline != at)
                continue; // set anew since
            entry.Deadline = Instant.Never;
            if (entry.Phase == TaskPhase.Running && Advance(entry, TaskEvent.Expire) == TaskPhase.Terminating)
                Terminate(entry, EndCause.Expired, null, now);
            else if (entry.Phase == TaskPhase.Terminating && Advance(entry, TaskEvent.GraceElapsed) == TaskPhase.Killing)
                Signal(entry, LibC.SignalKill);
        }
    }

    private static TaskPhase Advance(TaskEntry entry, TaskEvent happened)
    {
        var step = TaskTransitions.Next(entry.Phase, happened);
        Require.That(step.Kind != StepKind.Impossible, $"a task that is {entry.Phase} is never {happened}");
        return entry.Phase = step.Next;
    }

    private void Terminate(TaskEntry entry, EndCause cause, KillPolicy? policy, Instant now)
    {
        entry.Cause = cause;
        entry.KilledAt = now;
        if (Understands(entry, Capability.Types.Type.TaskKillingState))
            Report(entry, TaskReport.Killing(cause), now);
        Signal(entry, LibC.SignalTerminate);
        SetDeadline(entry, now + Grace(entry, policy));
    }

    private static bool Understands(TaskEntry entry, Capability.Types.Type capability) =>
        entry.Launch.Framework.Capabilities.Any(has => has.Type == capability);

    private void End(TaskEntry entry, TaskReport report, Instant now)
    {
        LiveCount--;
        entry.Deadline = Instant.Never;
        effects.Add(new AgentEffect.CleanUp(entry.Launch));
        if (entry.IsMuted)
            _tasks.Remove(entry.Launch.Key);
        else
            Report(entry, report, now);
    }

    private void Report(TaskEntry entry, TaskReport report, Instant now)
    {
        if (entry.IsMuted)
            return;
        entry.LatestStatus = writer.Write(entry, report, now);
        if (updates.Add(entry.Launch.Key, entry.LatestStatus, now) is { } update)
            effects.Add(new AgentEffect.Send(new AgentMessage { UpdateStatus = update }));
    }

    private void Signal(TaskEntry entry, int signal) =>
        effects.Add(new AgentEffect.SignalTask(entry.Launch.Key, entry.Pid!.Value, signal));

    private TimeSpan Grace(TaskEntry entry, KillPolicy? policy)
    {
        var period = policy?.GracePeriod ?? entry.Launch.Task.KillPolicy?.GracePeriod;
        var grace = period is null ? AgentLimits.DefaultKillGrace : Duration.Of(period.Nanoseconds);
        return grace < _longestGrace ? grace : _longestGrace;
    }

    private void SetDeadline(TaskEntry entry, Instant at)
    {
        if (at == entry.Deadline)
            return;
        entry.Deadline = at;
        if (at < Instant.Never)
            _deadlines.Add(entry.Launch.Key, at);
    }

    private static Instant Sooner(Instant one, Instant other) => one < other ? one : other;
}
