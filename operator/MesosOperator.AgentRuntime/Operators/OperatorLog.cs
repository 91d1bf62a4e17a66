using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Operators;

internal static partial class OperatorLog
{
    [LoggerMessage(4940, LogLevel.Information, "Logging at level {Level} for {Duration}")]
    public static partial void LevelSet(ILogger log, uint level, TimeSpan duration);
}
