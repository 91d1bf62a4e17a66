using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Reconciling.Informers;

internal static partial class InformerLog
{
    [LoggerMessage(6000, LogLevel.Debug, "{Kind}: all {Count} objects are known, as of version {ResourceVersion}")]
    public static partial void Listed(ILogger logger, string kind, int count, string resourceVersion);

    [LoggerMessage(6001, LogLevel.Information, "{Kind}: version {ResourceVersion} is too old to go on from; listing again")]
    public static partial void Expired(ILogger logger, string kind, string resourceVersion);

    [LoggerMessage(6002, LogLevel.Warning, "{Kind}: cannot follow the API server, failure {Failures} in a row: {Problem}")]
    public static partial void Failed(ILogger logger, string kind, int failures, string problem);

    [LoggerMessage(6003, LogLevel.Warning, "{Kind} {Key} does not fit its type; its last good state stays in force: {Problem}")]
    public static partial void Unreadable(ILogger logger, string kind, string key, string problem);

    [LoggerMessage(6004, LogLevel.Error, "{Kind} {Key}: a subscriber failed on {Change}")]
    public static partial void SubscriberFailed(ILogger logger, Exception exception, string kind, string key, ChangeKind change);

    [LoggerMessage(6005, LogLevel.Error, "{Kind}: a fault of the informer itself, failure {Failures} in a row")]
    public static partial void Faulted(ILogger logger, Exception exception, string kind, int failures);
}
