using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Link;

internal static partial class JoiningLog
{
    [LoggerMessage(4110, LogLevel.Information, "Joined at {Operator} by token {Token}; the certificate is good until {Until:u}")]
    public static partial void Joined(ILogger log, string @operator, string token, DateTimeOffset until);

    [LoggerMessage(4111, LogLevel.Information, "The certificate of this agent was renewed and is good until {Until:u}")]
    public static partial void Renewed(ILogger log, DateTimeOffset until);

    [LoggerMessage(4112, LogLevel.Error, "The certificate of this agent cannot be used; it has to join again: {Problem}")]
    public static partial void Unusable(ILogger log, string problem);

    [LoggerMessage(4113, LogLevel.Warning, "The certificate that the operator sent cannot be used; the one before stays: {Problem}")]
    public static partial void NotTaken(ILogger log, string problem);
}
