using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Events;

internal static partial class EventLog
{
    [LoggerMessage(6300, LogLevel.Warning, "Event {Reason} on {Kind} {Name} was not written: {Problem}")]
    public static partial void NotWritten(ILogger logger, string reason, string kind, string name, string problem);
}
