using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Reconciling;

internal static partial class ControllerLog
{
    [LoggerMessage(6100, LogLevel.Debug, "Controller {Controller} works on {Concurrency} keys at once")]
    public static partial void Started(ILogger logger, string controller, int concurrency);

    [LoggerMessage(6101, LogLevel.Debug, "Controller {Controller} stopped")]
    public static partial void Stopped(ILogger logger, string controller);

    [LoggerMessage(6102, LogLevel.Debug, "{Controller} {Key}: another writer was faster: {Problem}")]
    public static partial void Conflicted(ILogger logger, string controller, string key, string problem);

    [LoggerMessage(6103, LogLevel.Warning, "{Controller} {Key}: {Class} failure, to be tried again: {Problem}")]
    public static partial void Failed(ILogger logger, string controller, string key, RequeueKind @class, string problem);

    [LoggerMessage(6104, LogLevel.Error, "{Controller} {Key}: a failure that a repetition will not change: {Problem}")]
    public static partial void FailedForGood(ILogger logger, string controller, string key, string problem);

    [LoggerMessage(6105, LogLevel.Error, "{Controller} {Key}: a fault of the controller itself, to be tried again")]
    public static partial void Faulted(ILogger logger, Exception exception, string controller, string key);

    [LoggerMessage(6106, LogLevel.Information, "{Controller} {Key} is paused by its annotation")]
    public static partial void Paused(ILogger logger, string controller, string key);

    [LoggerMessage(6107, LogLevel.Error, "{Controller} {Key}: the queue is full; only a resync brings it back")]
    public static partial void Refused(ILogger logger, string controller, string key);
}
