using MesosOperator.Runtime.Ports;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Leadership;

internal static partial class LeadershipLog
{
    [LoggerMessage(6200, LogLevel.Information, "{Identity} is {State}; epoch {Epoch}, leader '{Leader}'")]
    public static partial void Changed(ILogger logger, string identity, LeadershipState state, long epoch, string leader);

    [LoggerMessage(6201, LogLevel.Warning, "{Identity}: the lease cannot be reached: {Problem}")]
    public static partial void Unreachable(ILogger logger, string identity, string problem);

    [LoggerMessage(6202, LogLevel.Error, "{Identity}: a fault of the election itself")]
    public static partial void Faulted(ILogger logger, Exception exception, string identity);

    [LoggerMessage(6203, LogLevel.Warning, "{Identity}: the lease was not released; others wait until it ends: {Problem}")]
    public static partial void NotReleased(ILogger logger, string identity, string problem);

    [LoggerMessage(6204, LogLevel.Warning, "The label of the leader on Pod {Pod} cannot be kept right; trying on: {Problem}")]
    public static partial void NotLabelled(ILogger logger, string pod, string problem);
}
