using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace MesosOperator.Runtime.Logs;

/// <summary>
/// How much the operator logs beyond what is set, for a while (SET_LOGGING_LEVEL): 0 as set, 1 all that helps to find a
/// fault, 2 and more everything.
/// </summary>
public sealed class LogVerbosity : IPostConfigureOptions<LoggerFilterOptions>, IOptionsChangeTokenSource<LoggerFilterOptions>, IDisposable
{
    private const string OwnCategories = "MesosOperator";

    /// <summary>The longest that a timer can run.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private CancellationTokenSource _changed = new();
    private readonly TimeProvider _time;
    private DateTimeOffset _until;
    private uint _level;

    /// <summary>Begins as set.</summary>
    public LogVerbosity(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _timer = time.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The level of now.</summary>
    public uint Level => Volatile.Read(ref _level);

    /// <summary>Options without a name, those of all loggers.</summary>
    public string? Name => Options.DefaultName;

    /// <summary>Sets a level for a time (at most 49 days), instead of the one that may have been set before.</summary>
    public void Set(uint level, TimeSpan duration)
    {
        var wait = duration < Longest ? duration : Longest;
        lock (_lock)
        {
            Change(level);
            _until = _time.GetUtcNow() + wait;
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Adds a rule that goes before those that are set.</summary>
    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Level > 0)
            options.Rules.Add(new LoggerFilterRule(null, OwnCategories, Level == 1 ? LogLevel.Debug : LogLevel.Trace, null));
    }

    /// <inheritdoc/>
    public IChangeToken GetChangeToken()
    {
        lock (_lock)
            return new CancellationChangeToken(_changed.Token);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _changed.Dispose();
    }

    /// <summary>A level that was set meanwhile has its own end.</summary>
    private void End()
    {
        lock (_lock)
            if (_time.GetUtcNow() >= _until)
                Change(0);
    }

    private void Change(uint level)
    {
        Volatile.Write(ref _level, level);
        var past = _changed;
        _changed = new();
        past.Cancel();
        past.Dispose();
    }
}
