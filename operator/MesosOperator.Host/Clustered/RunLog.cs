namespace MesosOperator.Host.Clustered;

internal static partial class RunLog
{
    [LoggerMessage(5200, LogLevel.Information, "Serves the Mesos API on {Address}:{Port} and agents on port {AgentLinkPort}; works on namespace {Namespace} as {Identity}")]
    public static partial void Started(ILogger logger, string address, int port, int agentLinkPort, string @namespace, string identity);

    [LoggerMessage(5201, LogLevel.Information, "Stopped as asked")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(5202, LogLevel.Error, "Stopped because the master ended; a new process is to take its place")]
    public static partial void Ended(ILogger logger);

    [LoggerMessage(5203, LogLevel.Warning, "Serves callers without asking who they are")]
    public static partial void Open(ILogger logger);
}
