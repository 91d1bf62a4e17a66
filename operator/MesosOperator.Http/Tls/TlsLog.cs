using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Tls;

internal static partial class TlsLog
{
    [LoggerMessage(3300, LogLevel.Information, "Certificate {Path} is in use: {Subject}, valid until {End:u}")]
    public static partial void InUse(ILogger logger, string path, string subject, DateTimeOffset end);

    [LoggerMessage(3301, LogLevel.Warning, "Certificate {Path} is not valid now, only from {Start:u} to {End:u}: clients will refuse it")]
    public static partial void NotValidNow(ILogger logger, string path, DateTimeOffset start, DateTimeOffset end);

    [LoggerMessage(3302, LogLevel.Warning, "Certificate {Path} has changed and cannot be used; the one before stays: {Problem}")]
    public static partial void Kept(ILogger logger, string path, string problem);
}
