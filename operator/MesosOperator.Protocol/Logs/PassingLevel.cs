namespace MesosOperator.Protocol.Logs;

/// <summary>
/// How much more than usual is logged (SET_LOGGING_LEVEL): 0 as set, 1 all that helps to find a fault, 2 and more everything.
/// It ends by itself, also when the host's clock is set meanwhile.
/// </summary>
public sealed class PassingLevel : IDisposable
{
    /// <summary>The longest that a timer can run.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Action? _onChange;
    private readonly ITimer _timer;
    private long _setAt;
    private TimeSpan _lasts;
    private uint _level;

    /// <param name="time">Clock and timer.</param>
    /// <param name="onChange">Called after each change, one at a time; must be quick. Null: nobody wants to know.</param>
    public PassingLevel(TimeProvider time, Action? onChange = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_time, _onChange) = (time, onChange);
        _timer = time.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The level of now.</summary>
    public uint Value => Volatile.Read(ref _level);

    /// <summary>Sets a level for a time (at most 49 days), instead of the one that may have been set before.</summary>
    public void Set(uint level, TimeSpan duration)
    {
        lock (_lock)
        {
            Change(level);
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
                Change(0);
    }

    private void Change(uint level)
    {
        Volatile.Write(ref _level, level);
        _onChange?.Invoke();
    }
}
