using MesosOperator.Kubernetes.Members.Connections;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Members;

internal static partial class MemberLog
{
    [LoggerMessage(2700, LogLevel.Warning, "Cluster {Cluster}: {Key} will be tried again: {Problem}")]
    public static partial void Failed(ILogger logger, string cluster, MemberKey key, string problem);

    [LoggerMessage(2701, LogLevel.Error, "Cluster {Cluster}: {Key} failed")]
    public static partial void Faulted(ILogger logger, Exception fault, string cluster, MemberKey key);

    [LoggerMessage(2702, LogLevel.Warning, "Cluster {Cluster}: the master does not take node {Node}: {Problem}")]
    public static partial void NotTaken(ILogger logger, string cluster, string node, string problem);

    [LoggerMessage(2703, LogLevel.Warning, "Cluster {Cluster}: node {Node} is out of the pool: {Problem}")]
    public static partial void Refused(ILogger logger, string cluster, string node, string problem);

    [LoggerMessage(2705, LogLevel.Information, "Cluster {Cluster} is reached; its version is {Version}")]
    public static partial void Reached(ILogger logger, string cluster, string version);

    [LoggerMessage(2706, LogLevel.Warning, "Cluster {Cluster} does not answer: {Problem}")]
    public static partial void Silent(ILogger logger, string cluster, string problem);

    [LoggerMessage(2707, LogLevel.Warning, "Cluster {Cluster} is no member now ({Failure}): {Problem}")]
    public static partial void Lost(ILogger logger, string cluster, MemberFailure failure, string problem);

    [LoggerMessage(2708, LogLevel.Error, "Cluster {Cluster}: a fault of the operator itself")]
    public static partial void Broken(ILogger logger, Exception fault, string cluster);

    [LoggerMessage(2709, LogLevel.Information, "Cluster {Cluster}: the new credentials are in use")]
    public static partial void Rotated(ILogger logger, string cluster);

    [LoggerMessage(2710, LogLevel.Warning, "Cluster {Cluster}: the new credentials are no good, and those from before stay in use: {Problem}")]
    public static partial void NotRotated(ILogger logger, string cluster, string problem);

    [LoggerMessage(2711, LogLevel.Warning, "Cluster {Cluster}: there is no room for {Key}; it and what follows wait until there is")]
    public static partial void Overloaded(ILogger logger, string cluster, MemberKey key);

    [LoggerMessage(2712, LogLevel.Warning, "Cluster {Cluster}: Pod {Pod} belongs to nobody and will be collected: {Reason}")]
    public static partial void Orphaned(ILogger logger, string cluster, string pod, string reason);

    [LoggerMessage(2713, LogLevel.Information, "Cluster {Cluster}: Pod {Pod} was collected: {Reason}")]
    public static partial void Collected(ILogger logger, string cluster, string pod, string reason);

    [LoggerMessage(2714, LogLevel.Warning, "Cluster {Cluster}: Pod {Pod} is ended, for nobody has ordered it now")]
    public static partial void NotOrdered(ILogger logger, string cluster, string pod);

    [LoggerMessage(2715, LogLevel.Warning, "Cluster {Cluster}: node {Node} went while the cluster was not looked at; its tasks are lost")]
    public static partial void NodeGone(ILogger logger, string cluster, string node);

    [LoggerMessage(2704, LogLevel.Debug, "Cluster {Cluster}: task {Task} runs as Pod {Pod}")]
    public static partial void Launched(ILogger logger, string cluster, string task, string pod);
}
