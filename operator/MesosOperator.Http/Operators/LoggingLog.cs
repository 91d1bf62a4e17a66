using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Operators;

internal static partial class LoggingLog
{
    [LoggerMessage(3410, LogLevel.Information, "The logging level is {Level} for {Duration}")]
    public static partial void LevelSet(ILogger logger, uint level, TimeSpan duration);
}
