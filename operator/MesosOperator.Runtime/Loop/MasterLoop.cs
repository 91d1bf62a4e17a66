using MesosOperator.Core.Identity;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Primitives;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Runtime.Loop;

/// <summary>
/// The one who applies commands to the master. A turn: what is due, then commands up to the limit, then at most one
/// run of the allocation for all of them, then their effects, then the answers and the pictures for readers.
/// </summary>
internal sealed class MasterLoop : IMaster, IExplainer, IDisposable
{
    private readonly MasterCore _core;
    private readonly Mailbox _mailbox;
    private readonly EffectRunner _effects;
    private readonly IMasterObserver[] _observers;
    private readonly MasterProgress _progress;
    private readonly TimeProvider _time;
    private readonly MasterClock _clock;
    private readonly ITimer _timer;
    private readonly int _maxBatch;
    private readonly TimeSpan _longestSleep;
    private readonly ViewDesk _views = new();
    private readonly OutlookDesk _outlooks = new();
    private readonly List<Envelope> _batch = [];

    public MasterLoop(
        MasterCore core, EffectRunner effects, IEnumerable<IMasterObserver> observers, MasterProgress progress, RuntimeLimits limits, TimeProvider time)
    {
        _core = core;
        _effects = effects;
        _observers = [.. observers];
        _progress = progress;
        _maxBatch = limits.MaxBatch;
        _longestSleep = limits.StuckAfter / 3;
        _mailbox = new(limits);
        _time = time;
        _clock = new(time);
        _timer = time.CreateTimer(_ => _mailbox.Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many commands wait.</summary>
    public int Waiting => _mailbox.Count;

    public ValueTask<CallResult> CallAsync(Command command) =>
        TooEarly is { } early ? new(new CallResult(early)) : _mailbox.CallAsync(command);

    public Admission TryPost(Command command) => TooEarly ?? _mailbox.TryPost(command);

    public ValueTask<Admission> PostAsync(Command command) => TooEarly is { } early ? new(early) : _mailbox.PostAsync(command);

    public Task<MasterView?> ViewAsync(CancellationToken cancellation)
    {
        var view = _views.Ask();
        _mailbox.Wake();
        return view.WaitAsync(cancellation);
    }

    public Task<FrameworkOutlook?> ExplainAsync(FrameworkId framework, CancellationToken cancellation)
    {
        if (TooEarly is not null)
            return Task.FromResult<FrameworkOutlook?>(null);
        var outlook = _outlooks.Ask(framework);
        _mailbox.Wake();
        return outlook.WaitAsync(cancellation);
    }

    /// <summary>Takes nothing more. What was accepted is still applied, then <see cref="RunAsync"/> ends.</summary>
    public void Close() => _mailbox.Close();

    /// <summary>Works from what is known until closed and empty. An exception means that the state can no longer be trusted.</summary>
    public async Task RunAsync(RestoreCommand known)
    {
        Apply(known);
        _progress.Serve();
        _mailbox.Wake();
        try
        {
            while (await _mailbox.WaitAsync())
                await TurnAsync();
        }
        finally
        {
            _progress.Stop();
            _mailbox.Close();
            _views.Close();
            _outlooks.Close();
            foreach (var unanswered in _batch)
                unanswered.AnswerStopping();
            while (_mailbox.TryTake(out var envelope))
                envelope.AnswerStopping();
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Why nothing is taken yet; null when it is, or no longer.</summary>
    private Admission? TooEarly => _progress.Phase switch
    {
        MasterPhase.Standby => Admission.Standby,
        MasterPhase.Recovering => Admission.Recovering,
        _ => null,
    };

    private async ValueTask TurnAsync()
    {
        if (_core.NextDeadline <= _clock.Now())
            Apply(new TimeCommand.Pass());
        while (_batch.Count < _maxBatch && _mailbox.TryTake(out var envelope))
            Apply(envelope);
        if (_core.AllocationIsDue)
            Apply(new TimeCommand.Allocate());
        await _effects.RunAsync();
        foreach (var envelope in _batch)
            envelope.Answer();
        _batch.Clear();
        _views.Serve(_core.View);
        _outlooks.Serve(_core.Explain);
        if (_outlooks.IsAsked)
            _mailbox.Wake();
        _progress.Turned();
        Sleep(_core.NextDeadline - _clock.Now());
    }

    private void Apply(Envelope envelope)
    {
        _batch.Add(envelope);
        if (envelope.Command is { } command)
            envelope.Result = new(Admission.Accepted, Apply(command));
    }

    private Refusal? Apply(Command command)
    {
        var start = _time.GetTimestamp();
        var outcome = _core.Apply(command, _clock.Now());
        var duration = _time.GetElapsedTime(start);
        _effects.Add(outcome.Effects);
        foreach (var observer in _observers)
            observer.Observe(command, outcome, duration);
        return outcome.Refusal;
    }

    /// <summary>Sets the alarm. One in the past rings at once, and one far off earlier, as a sign of life.</summary>
    private void Sleep(TimeSpan duration) =>
        _timer.Change(TimeSpan.FromTicks(Math.Clamp(duration.Ticks, 0, _longestSleep.Ticks)), Timeout.InfiniteTimeSpan);
}
