using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Sandboxes;

internal static partial class SandboxLog
{
    [LoggerMessage(4300, LogLevel.Debug, "Deleted sandbox {Sandbox}")]
    public static partial void Deleted(ILogger log, string sandbox);

    [LoggerMessage(4301, LogLevel.Warning, "Sandbox {Sandbox} cannot be deleted: {Problem}")]
    public static partial void NotDeleted(ILogger log, string sandbox, string problem);
}
