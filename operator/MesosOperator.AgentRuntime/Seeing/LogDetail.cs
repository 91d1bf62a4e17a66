using MesosOperator.Protocol.Logs;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Seeing;

/// <summary>How much an agent logs, and for a while more than that. Whoever writes the lines asks it about each.</summary>
/// <param name="usual">The least important lines as long as nobody says otherwise.</param>
/// <param name="time">Clock and timer.</param>
public sealed class LogDetail(LogLevel usual, TimeProvider time) : IDisposable
{
    private readonly PassingLevel _level = new(time);

    /// <summary>The level of now, as <see cref="PassingLevel"/> has it.</summary>
    public uint Level => _level.Value;

    /// <summary>Whether lines of that importance are written now.</summary>
    public bool Allows(LogLevel importance) => importance >= Level switch
    {
        0 => usual,
        1 when usual > LogLevel.Debug => LogLevel.Debug,
        1 => usual,
        _ => LogLevel.Trace,
    };

    /// <summary>Sets a level for a time, as <see cref="PassingLevel"/> has it.</summary>
    public void Set(uint level, TimeSpan duration) => _level.Set(level, duration);

    /// <inheritdoc/>
    public void Dispose() => _level.Dispose();
}
