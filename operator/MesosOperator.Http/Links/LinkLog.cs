using MesosOperator.Core.Identity;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Links;

internal static partial class LinkLog
{
    [LoggerMessage(3100, LogLevel.Information, "Agent at {Peer} dialled in on {Link}")]
    public static partial void Opened(ILogger logger, LinkId link, string peer);

    [LoggerMessage(3101, LogLevel.Information, "{Link} of agent {AgentId} ended")]
    public static partial void Ended(ILogger logger, LinkId link, AgentId? agentId);

    [LoggerMessage(3102, LogLevel.Warning, "{Link} of agent {AgentId} is dropped: {Reason}")]
    public static partial void Dropped(ILogger logger, LinkId link, AgentId? agentId, string reason);

    [LoggerMessage(3103, LogLevel.Warning, "Agent at {Peer} is turned away: {Reason}")]
    public static partial void TurnedAway(ILogger logger, string peer, string reason);
}
