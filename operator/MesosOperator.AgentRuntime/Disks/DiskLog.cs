using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Disks;

internal static partial class DiskLog
{
    [LoggerMessage(4350, LogLevel.Warning, "What {Folder} takes of the disk cannot be measured: {Problem}")]
    public static partial void NotMeasured(ILogger log, string folder, string problem);
}
