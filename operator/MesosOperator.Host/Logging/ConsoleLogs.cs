using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace MesosOperator.Host.Logging;

/// <summary>Logs for people, as lines on standard error.</summary>
internal static class ConsoleLogs
{
    public static void AddTo(ILoggingBuilder logging)
    {
        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.AddConsole(console => (console.FormatterName, console.LogToStandardErrorThreshold) = (LineFormatter.FormatterName, LogLevel.Trace));
        logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("MesosOperator", LogLevel.Information);
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // Says again, with a stack, what the program says itself.
    }
}
