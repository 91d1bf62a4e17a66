using MesosOperator.Core.Primitives;

namespace MesosOperator.Runtime.Loop;

/// <summary>Whether the loop lives, for probes. The loop turns at least once each allocation interval.</summary>
public sealed class MasterProgress(TimeProvider time, RuntimeLimits limits)
{
    private long _lastTurn = time.GetTimestamp();
    private volatile bool _running;

    /// <summary>When the process began to be a master.</summary>
    public Instant StartedAt { get; } = new MasterClock(time).Now();

    /// <summary>Whether commands are taken.</summary>
    public bool IsRunning => _running;

    /// <summary>How long ago the loop ended a turn.</summary>
    public TimeSpan SinceLastTurn => time.GetElapsedTime(Interlocked.Read(ref _lastTurn));

    /// <summary>Whether the loop takes too long for a turn.</summary>
    public bool IsStuck => SinceLastTurn > limits.StuckAfter;

    internal void Start()
    {
        Turned();
        _running = true;
    }

    internal void Turned() => Interlocked.Exchange(ref _lastTurn, time.GetTimestamp());

    internal void Stop() => _running = false;
}
