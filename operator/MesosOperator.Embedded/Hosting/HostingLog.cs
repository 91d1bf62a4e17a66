using Microsoft.Extensions.Logging;

namespace MesosOperator.Embedded.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(8110, LogLevel.Warning, "Old events and ownerless objects were not dropped; that is tried again")]
    public static partial void HousekeepingFailed(ILogger logger, Exception exception);
}
