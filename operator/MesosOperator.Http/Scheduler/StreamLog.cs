using MesosOperator.Core.Identity;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Scheduler;

internal static partial class StreamLog
{
    [LoggerMessage(3000, LogLevel.Debug, "Stream {Stream} ended")]
    public static partial void Ended(ILogger logger, StreamId stream);

    [LoggerMessage(3001, LogLevel.Debug, "Stream {Stream} lost its connection")]
    public static partial void Lost(ILogger logger, StreamId stream);

    [LoggerMessage(3002, LogLevel.Warning, "Stream {Stream} is cut: its framework reads too slowly")]
    public static partial void TooSlow(ILogger logger, StreamId stream);
}
