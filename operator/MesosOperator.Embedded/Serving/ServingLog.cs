using Microsoft.Extensions.Logging;

namespace MesosOperator.Embedded.Serving;

internal static partial class ServingLog
{
    [LoggerMessage(8100, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void Failed(ILogger logger, Exception exception, string method, string path);
}
