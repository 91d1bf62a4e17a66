using MesosOperator.Protocol.Logs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace MesosOperator.Runtime.Logs;

/// <summary>How much the operator logs beyond what is set, for a while.</summary>
public sealed class LogVerbosity : IPostConfigureOptions<LoggerFilterOptions>, IOptionsChangeTokenSource<LoggerFilterOptions>, IDisposable
{
    private const string OwnCategories = "MesosOperator";

    private readonly PassingLevel _level;
    private CancellationTokenSource _changed = new();

    /// <summary>Begins as set.</summary>
    public LogVerbosity(TimeProvider time) => _level = new(time, TellLoggers);

    /// <summary>The level of now, as <see cref="PassingLevel"/> has it.</summary>
    public uint Level => _level.Value;

    /// <summary>Options without a name, those of all loggers.</summary>
    public string? Name => Options.DefaultName;

    /// <summary>Sets a level for a time, as <see cref="PassingLevel"/> has it.</summary>
    public void Set(uint level, TimeSpan duration) => _level.Set(level, duration);

    /// <summary>Adds a rule that goes before those that are set.</summary>
    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Level > 0)
            options.Rules.Add(new LoggerFilterRule(null, OwnCategories, Level == 1 ? LogLevel.Debug : LogLevel.Trace, null));
    }

    /// <inheritdoc/>
    public IChangeToken GetChangeToken() => new CancellationChangeToken(Volatile.Read(ref _changed).Token);

    /// <inheritdoc/>
    public void Dispose()
    {
        _level.Dispose();
        _changed.Dispose();
    }

    /// <summary>One change at a time.</summary>
    private void TellLoggers() => Interlocked.Exchange(ref _changed, new()).Cancel();
}
