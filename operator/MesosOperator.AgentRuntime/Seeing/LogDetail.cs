using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Seeing;

/// <summary>
/// How much an agent logs, and for a while more than that (SET_LOGGING_LEVEL): 0 as set, 1 all that helps to find a fault, 2 and more
/// everything. Whoever writes the lines asks it about each.
/// </summary>
public sealed class LogDetail : IDisposable
{
    /// <summary>The longest that a timer can run.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    private readonly Lock _lock = new();
    private readonly LogLevel _usual;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _setAt;
    private TimeSpan _lasts;
    private uint _level;

    /// <param name="usual">The least important lines as long as nobody says otherwise.</param>
    /// <param name="time">Clock and timer.</param>
    public LogDetail(LogLevel usual, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_usual, _time) = (usual, time);
        _timer = time.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The level of now.</summary>
    public uint Level => Volatile.Read(ref _level);

    /// <summary>Whether lines of that importance are written now.</summary>
    public bool Allows(LogLevel importance) => importance >= Level switch
    {
        0 => _usual,
        1 when _usual > LogLevel.Debug => LogLevel.Debug,
        1 => _usual,
        _ => LogLevel.Trace,
    };

    /// <summary>Sets a level for a time (at most 49 days), instead of the one that may have been set before.</summary>
    public void Set(uint level, TimeSpan duration)
    {
        lock (_lock)
        {
            Volatile.Write(ref _level, level);
            (_setAt, _lasts) = (_time.GetTimestamp(), duration < Longest ? duration : Longest);
            _timer.Change(_lasts, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    /// <summary>A level that was set meanwhile has its own end.</summary>
    private void End()
    {
        lock (_lock)
            if (_time.GetElapsedTime(_setAt) >= _lasts)
                Volatile.Write(ref _level, 0);
    }
}
