using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Access;

internal static partial class AccessLog
{
    [LoggerMessage(6400, LogLevel.Warning, "The API server does not say about access: {Problem}")]
    public static partial void NotReviewed(ILogger logger, string problem);

    [LoggerMessage(6401, LogLevel.Information, "{Count} principals are in Secret {Secret}")]
    public static partial void CredentialsRead(ILogger logger, int count, string secret);

    [LoggerMessage(6402, LogLevel.Warning, "Principal '{Name}' in Secret {Secret} has no secret and is left out")]
    public static partial void EmptySecret(ILogger logger, string name, string secret);
}
