using System.Net;
using MesosOperator.Runtime.Access;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Access;

internal static partial class AccessLog
{
    [LoggerMessage(3200, LogLevel.Information, "{Path} from {Address} is refused: {Reason}")]
    public static partial void Rejected(ILogger logger, string path, IPAddress? address, string reason);

    [LoggerMessage(3201, LogLevel.Information, "'{Principal}' is denied: {Reason}")]
    public static partial void Denied(ILogger logger, string principal, string reason);

    [LoggerMessage(3202, LogLevel.Warning, "Who may do what cannot be asked now: {Reason}")]
    public static partial void Unavailable(ILogger logger, string reason);
}
