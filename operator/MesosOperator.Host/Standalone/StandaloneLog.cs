using Microsoft.Extensions.Logging;

namespace MesosOperator.Host.Standalone;

internal static partial class StandaloneLog
{
    [LoggerMessage(5000, LogLevel.Error, "The agent of this machine ended by itself; stopping")]
    public static partial void AgentEnded(ILogger log);

    [LoggerMessage(5001, LogLevel.Error, "The operator ended by itself; stopping")]
    public static partial void OperatorEnded(ILogger log);

    [LoggerMessage(5002, LogLevel.Information, "Stopped; nothing is left running")]
    public static partial void Stopped(ILogger log);
}
