using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Tunnels;

internal static partial class TunnelLog
{
    [LoggerMessage(4500, LogLevel.Warning, "No more than {Most} tunnels are dialled at the same time")]
    public static partial void TooMany(ILogger log, int most);

    [LoggerMessage(4501, LogLevel.Debug, "A tunnel of the operator has ended: {Reason}")]
    public static partial void Ended(ILogger log, string reason);
}
