using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Serving;

internal static partial class ServingLog
{
    [LoggerMessage(4400, LogLevel.Information, "Serving executors at {Address}")]
    public static partial void Listening(ILogger log, string address);

    [LoggerMessage(4401, LogLevel.Information, "Executor {Executor} of {Framework} has subscribed")]
    public static partial void Subscribed(ILogger log, string executor, string framework);

    [LoggerMessage(4402, LogLevel.Information, "The connection of executor {Executor} of {Framework} is gone")]
    public static partial void Lost(ILogger log, string executor, string framework);

    [LoggerMessage(4403, LogLevel.Error, "A request failed by a fault of the agent")]
    public static partial void Fault(ILogger log, Exception fault);
}
