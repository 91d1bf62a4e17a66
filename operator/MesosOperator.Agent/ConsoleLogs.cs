using MesosOperator.AgentRuntime.Seeing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace MesosOperator.Agent;

/// <summary>Log lines on standard error, with UTC timestamps and event ids.</summary>
internal static class ConsoleLogs
{
    private const string Timestamp = "yyyy-MM-ddTHH:mm:ss.fffZ ";

    public static ILoggerFactory Create(LogFormat format, LogDetail detail) => LoggerFactory.Create(logs =>
    {
        logs.SetMinimumLevel(LogLevel.Trace);
        logs.AddFilter(detail.Allows);
        logs.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        if (format == LogFormat.Json)
            logs.AddJsonConsole(options => (options.UseUtcTimestamp, options.TimestampFormat) = (true, Timestamp.TrimEnd()));
        else
            logs.AddSimpleConsole(options => (options.UseUtcTimestamp, options.TimestampFormat, options.SingleLine) = (true, Timestamp, true));
    });
}
