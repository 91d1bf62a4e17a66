using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace MesosOperator.Host.Logging;

/// <summary>One line a message: time, level where it is not plain information, the part of the program, the text.</summary>
internal sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>The name by which the console finds it.</summary>
    public const string FormatterName = "line";

    private const string OwnPrefix = "MesosOperator.";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(time.GetLocalNow().ToString("HH:mm:ss.fff ", CultureInfo.InvariantCulture));
        textWriter.Write(Level(logEntry.LogLevel));
        textWriter.Write(Part(logEntry.Category).PadRight(11));
        textWriter.WriteLine(OneLine(logEntry.Formatter(logEntry.State, logEntry.Exception)));
        if (logEntry.Exception is { } exception)
            textWriter.WriteLine(exception);
    }

    /// <summary>A message may carry text of a client; it must not look like a line of its own.</summary>
    private static string OneLine(string text) => text.ReplaceLineEndings("\\n");

    private static string Part(string category)
    {
        if (!category.StartsWith(OwnPrefix, StringComparison.Ordinal))
            return category;
        var end = category.IndexOf('.', OwnPrefix.Length);
        return (end < 0 ? category[OwnPrefix.Length..] : category[OwnPrefix.Length..end]).ToLowerInvariant();
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace    ",
        LogLevel.Debug => "debug    ",
        LogLevel.Warning => "WARNING  ",
        LogLevel.Error => "ERROR    ",
        LogLevel.Critical => "CRITICAL ",
        _ => "",
    };
}
