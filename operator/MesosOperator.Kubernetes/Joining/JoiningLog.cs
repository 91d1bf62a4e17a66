using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Joining;

internal static partial class JoiningLog
{
    [LoggerMessage(6600, LogLevel.Error, "Secret {Secret} is no authority for agents and the one before stays in use; put it right, or delete it and let all hosts join anew: {Problem}")]
    public static partial void BadAuthority(ILogger logger, string secret, string problem);

    [LoggerMessage(6601, LogLevel.Warning, "Secret {Secret} is no bootstrap token and is left out: {Problem}")]
    public static partial void BadToken(ILogger logger, string secret, string problem);
}
