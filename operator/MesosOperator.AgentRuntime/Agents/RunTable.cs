using MesosOperator.AgentRuntime.Checkpoints;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>
/// Supervised processes: applies what happens to the table of <see cref="TaskTransitions"/>, and says what to do. What a run
/// means to others is told by whoever knows what it is of. Pure; effects are appended to the list given.
/// </summary>
internal abstract class RunTable<TRun>(List<AgentEffect> effects) : IRunTable
    where TRun : Run
{
    private readonly DeadlineQueue<TaskKey> _deadlines = new();

    /// <summary>When <see cref="Tick"/> has something to do; may be too early, never too late.</summary>
    public virtual Instant NextDeadline => _deadlines.Soonest;

    public IEnumerable<TRun> All => Runs.Values;

    protected LinkedMap<TaskKey, TRun> Runs { get; } = new();

    protected List<AgentEffect> Effects { get; } = effects;

    /// <summary>The most that anything gets between being asked to end and being killed.</summary>
    protected TimeSpan LongestGrace { get; set; } = TimeSpan.MaxValue;

    public bool Contains(TaskKey key) => Runs.ContainsKey(key);

    public TRun? Find(TaskKey key) => Runs.Find(key);

    public void Launched(AgentInput.Launched launched, Instant now)
    {
        var run = Runs[launched.Task];
        (run.Pid, run.Networks) = (launched.Pid, launched.Networks);
        if (Advance(run, TaskEvent.Launched) == TaskPhase.Killing)
            Signal(run, LibC.SignalKill);
        else
            Begin(run, now);
    }

    public void LaunchFailed(AgentInput.LaunchFailed failed, Instant now)
    {
        var run = Runs[failed.Task];
        Advance(run, TaskEvent.LaunchFailed);
        Conclude(run, run.Cause == EndCause.KilledDuringLaunch ? TaskReport.KilledDuringLaunch() : TaskReport.LaunchFailed(failed.Problem), now);
    }

    public void Exited(AgentInput.Exited exited, Instant now)
    {
        var run = Runs[exited.Task];
        Advance(run, TaskEvent.Exited);
        End(run, exited.End, now);
    }

    /// <summary>A folder of the run takes more than it may: it is killed at once.</summary>
    public void DiskExceeded(AgentInput.DiskExceeded exceeded)
    {
        if (Runs.Find(exceeded.Task) is not { } run || run.Launch.ContainerId != exceeded.ContainerId || run.Phase is not (TaskPhase.Running or TaskPhase.Terminating))
            return; // an earlier run, or it ends already
        if (run.Cause == EndCause.Itself)
        {
            (run.Cause, run.Excess) = (EndCause.DiskExceeded, new DiskExcess(exceeded.UsedBytes, exceeded.LimitBytes));
            Persist(run, CheckpointRecords.Killed(run.Launch.Key, run.Cause));
        }

        Advance(run, TaskEvent.Exceed);
        run.Deadline = Instant.Never;
        Signal(run, LibC.SignalKill);
    }

    /// <summary>What has taken too long, and grace periods that are over.</summary>
    public virtual void Tick(Instant now)
    {
        while (_deadlines.TryTakeDue(now, out var key, out var at))
        {
            if (Runs.Find(key) is not { } run || run.Deadline != at)
                continue; // set anew since
            run.Deadline = Instant.Never;
            if (run.Phase == TaskPhase.Running)
                Expire(run, now);
            else if (run.Phase == TaskPhase.Terminating && Advance(run, TaskEvent.GraceElapsed) == TaskPhase.Killing)
                Signal(run, LibC.SignalKill);
        }
    }

    /// <summary>Its process runs, and nobody has asked it to end meanwhile.</summary>
    protected abstract void Begin(TRun run, Instant now);

    /// <summary>Nothing of it runs, and this is to be reported.</summary>
    protected abstract void Conclude(TRun run, TaskReport report, Instant now);

    /// <summary>Its process is gone.</summary>
    protected abstract void End(TRun run, TaskEnd end, Instant now);

    /// <summary>It runs, and its deadline has passed.</summary>
    protected abstract void Expire(TRun run, Instant now);

    /// <summary>It has been asked for its end for the first time, and runs.</summary>
    protected abstract void AskToEnd(TRun run, Instant now);

    /// <summary>Ends a run, be it by not starting it. Asking again can only make it end sooner.</summary>
    protected void Kill(TRun run, TaskEvent why, EndCause cause, TimeSpan grace, Instant now)
    {
        var before = run.Phase;
        switch (Advance(run, why))
        {
            case TaskPhase.Cancelling when before == TaskPhase.Launching:
                Cancel(run, now);
                break;
            case TaskPhase.Terminating when before == TaskPhase.Running:
                (run.Cause, run.KilledAt) = (cause, now);
                Persist(run, CheckpointRecords.Killed(run.Launch.Key, cause));
                AskToEnd(run, now);
                SetDeadline(run, now + grace);
                break;
            case TaskPhase.Terminating:
                SetDeadline(run, run.KilledAt + grace is var sooner && sooner < run.Deadline ? sooner : run.Deadline);
                break;
        }
    }

    protected virtual void Cancel(TRun run, Instant now)
    {
        run.Cause = EndCause.KilledDuringLaunch;
        Persist(run, CheckpointRecords.Killed(run.Launch.Key, run.Cause));
        Effects.Add(new AgentEffect.CancelLaunch(run.Launch.Key));
    }

    protected static TaskPhase Advance(TRun run, TaskEvent happened)
    {
        var step = TaskTransitions.Next(run.Phase, happened);
        Require.That(step.Kind != StepKind.Impossible, $"{run.Launch.Key} is {run.Phase}, and so never {happened}");
        return run.Phase = step.Next;
    }

    protected void SetDeadline(TRun run, Instant at)
    {
        if (at == run.Deadline)
            return;
        run.Deadline = at;
        if (at < Instant.Never)
            _deadlines.Add(run.Launch.Key, at);
    }

    protected void Signal(TRun run, int signal) => Effects.Add(new AgentEffect.SignalTask(run.Launch.Key, run.Pid!.Value, signal));

    /// <summary>Only what is of frameworks that ask for it is there after a restart.</summary>
    protected void Persist(TRun run, Record record, bool isUrgent = true)
    {
        if (run.Launch.Framework.Checkpoint)
            Effects.Add(new AgentEffect.Persist(record, isUrgent));
    }

    protected TimeSpan Bounded(TimeSpan grace) => grace < LongestGrace ? grace : LongestGrace;
}
