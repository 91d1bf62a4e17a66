using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Containers;

internal static partial class ContainerLog
{
    [LoggerMessage(4900, LogLevel.Information, "containerd {Version} answers at {Socket}")]
    public static partial void Found(ILogger log, string version, string socket);

    [LoggerMessage(4901, LogLevel.Warning, "containerd does not answer at {Socket}: tasks with images fail until it does")]
    public static partial void Missing(ILogger log, string socket);

    [LoggerMessage(4902, LogLevel.Warning, "Removing container {Id}, which belongs to no task")]
    public static partial void Orphan(ILogger log, string id);

    [LoggerMessage(4903, LogLevel.Warning, "Container {Id} cannot be removed yet: {Problem}")]
    public static partial void NotRemoved(ILogger log, string id, string problem);

    [LoggerMessage(4904, LogLevel.Error, "Starting container {Id} failed by a fault of the agent")]
    public static partial void LaunchFault(ILogger log, string id, Exception fault);

    [LoggerMessage(4907, LogLevel.Warning, "How container {Id} ended is not known: {Problem}")]
    public static partial void EndUnknown(ILogger log, string id, string problem);

    [LoggerMessage(4908, LogLevel.Error, "Container {Id} failed by a fault of the agent")]
    public static partial void Fault(ILogger log, string id, Exception fault);

    [LoggerMessage(4909, LogLevel.Warning, "The network of container {Id} cannot be taken away yet: {Problem}")]
    public static partial void NotDisconnected(ILogger log, string id, string problem);
}
