using MesosOperator.Protocol.AgentLink;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Link;

internal static partial class LinkLog
{
    [LoggerMessage(4100, LogLevel.Information, "Registered with {Operator} as agent {AgentId}")]
    public static partial void Registered(ILogger log, Uri @operator, string agentId);

    [LoggerMessage(4101, LogLevel.Warning, "No connection to {Operator}: {Problem}")]
    public static partial void Lost(ILogger log, Uri @operator, string problem);

    [LoggerMessage(4102, LogLevel.Information, "The operator ended the connection")]
    public static partial void Ended(ILogger log);

    [LoggerMessage(4103, LogLevel.Debug, "Dialling {Operator} again after {Seconds} s")]
    public static partial void DiallingAgain(ILogger log, Uri @operator, double seconds);

    [LoggerMessage(4104, LogLevel.Warning, "Dropping the connection: {Reason}")]
    public static partial void Dropping(ILogger log, string reason);

    [LoggerMessage(4105, LogLevel.Warning, "A {Message} could not be sent: its queue is full")]
    public static partial void NotSent(ILogger log, AgentMessage.MessageOneofCase message);

    [LoggerMessage(4106, LogLevel.Warning, "Ignoring a {Message} of the operator without its field {Field}")]
    public static partial void Incomplete(ILogger log, OperatorMessage.MessageOneofCase message, string field);

    [LoggerMessage(4107, LogLevel.Debug, "Dialling {Operator} no more")]
    public static partial void NotDialling(ILogger log, Uri @operator);
}
