using System.Net;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Operators.Events;

internal static partial class OperatorLog
{
    [LoggerMessage(3400, LogLevel.Debug, "The operator stream to {Address} ended")]
    public static partial void Ended(ILogger logger, IPAddress? address);

    [LoggerMessage(3401, LogLevel.Warning, "The operator stream to {Address} is cut: it is read too slowly")]
    public static partial void TooSlow(ILogger logger, IPAddress? address);
}
