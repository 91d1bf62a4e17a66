using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Sessions;

internal static partial class SessionLog
{
    [LoggerMessage(4920, LogLevel.Warning, "Program {Name} in container {Container} could not be told what it was to be: {Problem}")]
    public static partial void NotTold(ILogger log, string name, string container, string problem);

    [LoggerMessage(4921, LogLevel.Warning, "What was left of program {Name} in container {Container} could not be removed: {Problem}")]
    public static partial void NotRemoved(ILogger log, string name, string container, string problem);
}
