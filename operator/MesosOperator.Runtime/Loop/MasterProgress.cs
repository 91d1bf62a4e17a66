using MesosOperator.Core.Primitives;

namespace MesosOperator.Runtime.Loop;

/// <summary>Whether the loop lives, for probes. The loop turns at least once each allocation interval.</summary>
public sealed class MasterProgress(TimeProvider time, RuntimeLimits limits)
{
    private long _lastTurn = time.GetTimestamp();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile MasterPhase _phase;

    /// <summary>When the process began to be a master.</summary>
    public Instant StartedAt { get; } = new MasterClock(time).Now();

    /// <summary>How far this process has come.</summary>
    public MasterPhase Phase => _phase;

    /// <summary>Whether commands are taken.</summary>
    public bool IsServing => _phase == MasterPhase.Serving;

    /// <summary>Completes when commands are taken, or never will be.</summary>
    public Task Settled => _settled.Task;

    /// <summary>How long ago the loop ended a turn.</summary>
    public TimeSpan SinceLastTurn => time.GetElapsedTime(Interlocked.Read(ref _lastTurn));

    /// <summary>Whether the loop takes too long for a turn.</summary>
    public bool IsStuck => IsServing && SinceLastTurn > limits.StuckAfter;

    internal void Recover() => _phase = MasterPhase.Recovering;

    internal void Serve()
    {
        Turned();
        _phase = MasterPhase.Serving;
        _settled.TrySetResult();
    }

    internal void Turned() => Interlocked.Exchange(ref _lastTurn, time.GetTimestamp());

    internal void Stop()
    {
        _phase = MasterPhase.Stopped;
        _settled.TrySetResult();
    }
}
