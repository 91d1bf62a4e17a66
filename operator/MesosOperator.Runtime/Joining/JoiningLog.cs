using Microsoft.Extensions.Logging;

namespace MesosOperator.Runtime.Joining;

internal static partial class JoiningLog
{
    [LoggerMessage(2300, LogLevel.Information, "Made an authority for agents, good until {Until:u}")]
    public static partial void Made(ILogger logger, DateTimeOffset until);

    [LoggerMessage(2301, LogLevel.Information, "Made another authority for agents, good until {Until:u}; agents believe the one before too")]
    public static partial void Renewed(ILogger logger, DateTimeOffset until);

    [LoggerMessage(2302, LogLevel.Warning, "The authority for agents cannot be kept now; trying again: {Problem}")]
    public static partial void NotKept(ILogger logger, string problem);

    [LoggerMessage(2303, LogLevel.Warning, "Agent {Agent} is revoked: certificates of {Identity} count no more")]
    public static partial void Revoked(ILogger logger, string agent, string identity);

    [LoggerMessage(2304, LogLevel.Information, "Certificates of {Identity} count again")]
    public static partial void Pardoned(ILogger logger, string identity);

    [LoggerMessage(2305, LogLevel.Information, "Host {Host} joined by token {Token} as {Identity}; its certificate is good until {Until:u}")]
    public static partial void Joined(ILogger logger, string host, string token, string identity, DateTimeOffset until);

    [LoggerMessage(2306, LogLevel.Information, "Renewed the certificate of {Identity}, good until {Until:u}")]
    public static partial void CertificateRenewed(ILogger logger, string identity, DateTimeOffset until);
}
