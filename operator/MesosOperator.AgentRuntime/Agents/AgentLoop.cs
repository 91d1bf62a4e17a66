using MesosOperator.AgentRuntime.Checkpoints;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Link;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Messages;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>Takes what has happened out of the mailbox, one after the other, asks the core, and does what it says.</summary>
internal sealed class AgentLoop(
    AgentCore core, AgentMailbox mailbox, TaskRunner runner, Journal journal, TimeProvider time, ILogger log)
{
    /// <summary>Timers do not reach further than this; waking too early does no harm.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <summary>What has piled up is written down together, up to so many inputs: one wait for the disk serves all.</summary>
    private const int LargestBatch = 256;

    private readonly List<AgentEffect> _effects = [];
    private readonly List<Record> _records = [];
    private readonly AgentClock _clock = new(time);
    private ILinkSession? _session;
    private AgentOutcome? _outcome;
    private Instant _armedFor = Instant.Never;
    private bool _isTight;

    /// <summary>Ends when the core has finished: no task is left.</summary>
    public async Task<AgentOutcome> RunAsync()
    {
        await using var alarm = time.CreateTimer(_ => mailbox.Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        while (await mailbox.WaitAsync())
        {
            TakeBatch();
            if (_outcome is { } outcome)
                return outcome;
            Arm(alarm);
        }

        throw new InvalidOperationException("The mailbox was closed before the agent had finished");
    }

    private void TakeBatch()
    {
        LookAtDisk();
        for (var count = 0; count < LargestBatch && mailbox.TryTake(out var input); count++)
        {
            if (!Attend(input))
                Commit(); // what was said before belongs to the connection before
            Attach(input);
            _effects.AddRange(core.Apply(input, _clock.Now));
        }

        if (core.NextDeadline <= _clock.Now)
            _effects.AddRange(core.Apply(new AgentInput.Tick(), _clock.Now));
        Commit();
    }

    /// <summary>The core hears when what it wants written down has used up all other room, and when there is some again.</summary>
    private void LookAtDisk()
    {
        journal.Loosen();
        if (journal.IsTight == _isTight)
            return;
        _isTight = journal.IsTight;
        AgentLog.DiskChanged(log, _isTight ? "is full: no task is started until there is room" : "has room again");
        _effects.AddRange(core.Apply(new AgentInput.DiskFilled(_isTight), _clock.Now));
    }

    /// <summary>First what must be written down, then everything else in its order.</summary>
    private void Commit()
    {
        var isUrgent = false;
        foreach (var persist in _effects.OfType<AgentEffect.Persist>())
        {
            _records.Add(persist.Record);
            isUrgent |= persist.IsUrgent;
        }

        if (_records.Count > 0)
            journal.Append(_records);
        if (isUrgent)
            journal.Synchronize();
        _records.Clear();
        foreach (var effect in _effects)
            Perform(effect);
        _effects.Clear();
    }

    /// <summary>False when the connection changes with it.</summary>
    private bool Attend(AgentInput input)
    {
        switch (input)
        {
            case AgentInput.Tick:
                _armedFor = Instant.Never; // the alarm has rung, perhaps a little early
                break;
            case AgentInput.OperatorSaid { Message.Refused: { } refused }:
                AgentLog.Refused(log, refused.Message);
                break;
            case AgentInput.OperatorSaid { Message.Shutdown: { } shutdown }:
                AgentLog.ToldToShutDown(log, shutdown.Message);
                break;
        }

        return input is not (AgentInput.LinkOpened or AgentInput.LinkClosed);
    }

    private void Attach(AgentInput input)
    {
        if (input is AgentInput.LinkOpened opened)
            _session = opened.Session;
        else if (input is AgentInput.LinkClosed)
            _session = null;
    }

    private void Perform(AgentEffect effect)
    {
        switch (effect)
        {
            case AgentEffect.Send send:
                LogUpdate(send.Message.UpdateStatus);
                _session?.TrySend(send.Message);
                break;
            case AgentEffect.Launch launch:
                AgentLog.Launching(log, launch.Task.Key, launch.Task.Sandbox);
                runner.Launch([launch.Task]);
                break;
            case AgentEffect.LaunchGroup group:
                AgentLog.LaunchingGroup(log, group.Tasks.Length, group.Tasks[0].ExecutorKey, group.Tasks[0].RootSandbox);
                runner.Launch(group.Tasks);
                break;
            case AgentEffect.CancelLaunch cancel:
                runner.Cancel(cancel.Task);
                break;
            case AgentEffect.SignalTask signal:
                AgentLog.Signalling(log, signal.Signal, signal.Task, signal.Pid);
                runner.Signal(signal.Pid, signal.Signal);
                break;
            case AgentEffect.WatchTask watch:
                AgentLog.TakingOver(log, watch.Task.Key, watch.Pid);
                runner.TakeOver(watch.Task, watch.Pid);
                break;
            case AgentEffect.ProbeTask probe:
                runner.Prober.Start(probe.Task, probe.Pid, probe.Kind, probe.Spec);
                break;
            case AgentEffect.StopProbes stop:
                runner.Prober.Stop(stop.Task);
                break;
            case AgentEffect.CleanUp cleanUp:
                runner.CleanUp(cleanUp.Task);
                break;
            case AgentEffect.Resize resize:
                runner.Resize(resize.Task);
                break;
            case AgentEffect.AttachVolumes attach:
                runner.AttachVolumes(attach);
                break;
            case AgentEffect.DestroyVolume volume:
                AgentLog.DestroyingVolume(log, volume.Folder);
                runner.DestroyVolume(volume.Folder, volume.Aside);
                break;
            case AgentEffect.CloseLink close:
                _session?.Close(close.Reason);
                break;
            case AgentEffect.Finish finish:
                _session?.Complete();
                _outcome = finish.Outcome;
                break;
            default:
                Say(effect);
                break;
        }
    }

    /// <summary>What is for others than the operator and the runs: executors, who looks, and the log.</summary>
    private void Say(AgentEffect effect)
    {
        switch (effect)
        {
            case AgentEffect.AnswerExecutor answer:
                answer.Request.Answer(answer.Verdict);
                break;
            case AgentEffect.TellExecutor tell:
                tell.Stream.Tell(tell.Said);
                break;
            case AgentEffect.EndExecutorStream end:
                end.Stream.End();
                break;
            case AgentEffect.Show show:
                show.Request.Show(show.Picture);
                break;
            case AgentEffect.KeepInfo keep:
                AgentLog.HostLacks(log, keep.Problem);
                break;
            case AgentEffect.Disregard disregard:
                AgentLog.Disregarded(log, disregard.Order, disregard.Reason);
                break;
        }
    }

    private void LogUpdate(AgentMessage.Types.UpdateStatus? update)
    {
        if (update?.Status is not { } status)
            return;
        if (status.HasMessage)
            AgentLog.UpdateSaying(log, status.TaskId.Value, update.FrameworkId.Value, WireNames.Of(status.State), status.Message);
        else
            AgentLog.Update(log, status.TaskId.Value, update.FrameworkId.Value, WireNames.Of(status.State));
    }

    private void Arm(ITimer alarm)
    {
        if (core.NextDeadline == _armedFor)
            return;
        _armedFor = core.NextDeadline;
        var pause = _armedFor == Instant.Never ? LongestPause : _armedFor - _clock.Now;
        alarm.Change(TimeSpan.FromTicks(Math.Clamp(pause.Ticks, 0, LongestPause.Ticks)), Timeout.InfiniteTimeSpan);
    }
}
