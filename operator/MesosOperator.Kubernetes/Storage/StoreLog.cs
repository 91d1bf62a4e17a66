using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Storage;

internal static partial class StoreLog
{
    [LoggerMessage(6500, LogLevel.Warning, "{What} is not durable yet; trying again: {Problem}")]
    public static partial void TryingAgain(ILogger logger, string what, string problem);

    [LoggerMessage(6501, LogLevel.Error, "{What} cannot be kept, and will not be known after a restart: {Problem}")]
    public static partial void NotKept(ILogger logger, string what, string problem);

    [LoggerMessage(6502, LogLevel.Warning, "What is durable cannot be read yet; trying again: {Problem}")]
    public static partial void NotRead(ILogger logger, string problem);

    [LoggerMessage(6503, LogLevel.Warning, "{Kind} {Key} is not valid and was left out of what is restored: {Problem}")]
    public static partial void LeftOut(ILogger logger, string kind, string key, string problem);
}
