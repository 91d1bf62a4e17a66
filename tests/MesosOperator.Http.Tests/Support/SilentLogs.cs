using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Http.Tests.Support;

/// <summary>Takes every log and says nothing.</summary>
public sealed class SilentLogs : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Sink();

    public void Dispose()
    {
    }

    private sealed class Sink : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => NullLogger.Instance.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }
    }
}
