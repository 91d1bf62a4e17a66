using MesosOperator.Protocol.AgentLink;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Link;

internal static partial class LinkLog
{
    [LoggerMessage(4100, LogLevel.Information, "Registered with {Operator} as agent {AgentId}, in term {Epoch} of its leaders")]
    public static partial void Registered(ILogger log, LinkTarget @operator, string agentId, long epoch);

    [LoggerMessage(4101, LogLevel.Warning, "The connection to {Operator} is lost: {Problem}")]
    public static partial void Lost(ILogger log, LinkTarget @operator, string problem);

    [LoggerMessage(4102, LogLevel.Information, "{Operator} ended the connection")]
    public static partial void Ended(ILogger log, LinkTarget @operator);

    [LoggerMessage(4103, LogLevel.Debug, "Dialling again after {Seconds} s")]
    public static partial void DiallingAgain(ILogger log, double seconds);

    [LoggerMessage(4105, LogLevel.Warning, "A {Message} could not be sent: its queue is full")]
    public static partial void NotSent(ILogger log, AgentMessage.MessageOneofCase message);

    [LoggerMessage(4106, LogLevel.Warning, "Ignoring a {Message} of the operator without its field {Field}")]
    public static partial void Incomplete(ILogger log, OperatorMessage.MessageOneofCase message, string field);

    [LoggerMessage(4107, LogLevel.Debug, "Dialling no more")]
    public static partial void NotDialling(ILogger log);

    [LoggerMessage(4108, LogLevel.Warning, "No operator takes this agent now; trying on. {Problems}")]
    public static partial void Alone(ILogger log, string problems);
}
