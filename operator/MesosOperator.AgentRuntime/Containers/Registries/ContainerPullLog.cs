using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Containers.Registries;

internal static partial class ContainerPullLog
{
    [LoggerMessage(4905, LogLevel.Information, "Pulling image {Image}")]
    public static partial void Pulling(ILogger log, string image);

    [LoggerMessage(4906, LogLevel.Information, "Pulled image {Image}: {Bytes} bytes in its layers")]
    public static partial void Pulled(ILogger log, string image, long bytes);
}
