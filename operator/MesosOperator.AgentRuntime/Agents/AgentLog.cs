using MesosOperator.AgentRuntime.Tasks;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Agents;

internal static partial class AgentLog
{
    [LoggerMessage(4000, LogLevel.Information, "Agent on {Hostname} offers {Resources}; work directory {WorkDirectory}")]
    public static partial void Starting(ILogger log, string hostname, string resources, string workDirectory);

    [LoggerMessage(4001, LogLevel.Information, "Agent ended: {Outcome}")]
    public static partial void Ended(ILogger log, AgentOutcome outcome);

    [LoggerMessage(4002, LogLevel.Information, "Starting task {Task} in {Sandbox}")]
    public static partial void Launching(ILogger log, TaskKey task, string sandbox);

    [LoggerMessage(4003, LogLevel.Information, "Task {Task} of {Framework} is {State}")]
    public static partial void Update(ILogger log, string task, string framework, string state);

    [LoggerMessage(4009, LogLevel.Information, "Task {Task} of {Framework} is {State}: {Message}")]
    public static partial void UpdateSaying(ILogger log, string task, string framework, string state, string message);

    [LoggerMessage(4004, LogLevel.Information, "Sending signal {Signal} to task {Task}, process group {Pid}")]
    public static partial void Signalling(ILogger log, int signal, TaskKey task, int pid);

    [LoggerMessage(4005, LogLevel.Warning, "Not following the order {Order}: {Reason}")]
    public static partial void Disregarded(ILogger log, string order, string reason);

    [LoggerMessage(4006, LogLevel.Error, "The operator refuses this agent: {Reason}")]
    public static partial void Refused(ILogger log, string reason);

    [LoggerMessage(4007, LogLevel.Warning, "The operator tells this agent to shut down: {Reason}")]
    public static partial void ToldToShutDown(ILogger log, string reason);

    [LoggerMessage(4008, LogLevel.Warning, "The connection did not end within {Seconds} s after the goodbye; dropping it")]
    public static partial void GoodbyeTimeout(ILogger log, double seconds);

    [LoggerMessage(4010, LogLevel.Information, "Destroying volume {Folder}")]
    public static partial void DestroyingVolume(ILogger logger, string folder);

    [LoggerMessage(4011, LogLevel.Warning, "Tasks run without an isolation: {Missing}")]
    public static partial void NotIsolated(ILogger log, string missing);

    [LoggerMessage(4012, LogLevel.Information, "Taking over task {Task}, supervised by process {Pid}")]
    public static partial void TakingOver(ILogger log, TaskKey task, int pid);

    [LoggerMessage(4013, LogLevel.Error, "The checkpoint was not whole: {Fault}")]
    public static partial void DamagedCheckpoint(ILogger log, string fault);

    [LoggerMessage(4014, LogLevel.Information, "Recovered agent {AgentId}: {Alive} tasks run, {Others} have ended")]
    public static partial void Recovered(ILogger log, string agentId, int alive, int others);

    [LoggerMessage(4051, LogLevel.Warning, "The last port {Port} is not free ({Problem}): executors of the earlier process will not find this agent")]
    public static partial void PortTaken(ILogger log, int port, string problem);

    [LoggerMessage(4050, LogLevel.Information, "Starting {Count} tasks of executor {Executor} in {Sandbox}")]
    public static partial void LaunchingGroup(ILogger log, int count, TaskKey executor, string sandbox);

    [LoggerMessage(4015, LogLevel.Warning, "Killing what an earlier agent left in {Folder} and nobody knows of")]
    public static partial void Orphan(ILogger log, string folder);

    [LoggerMessage(4040, LogLevel.Error, "The host no longer has what is used or kept of it, and the operator is not told: {Problem}")]
    public static partial void HostLacks(ILogger log, string problem);

    [LoggerMessage(4041, LogLevel.Warning, "The disk of the work directory {State}")]
    public static partial void DiskChanged(ILogger log, string state);

    [LoggerMessage(4042, LogLevel.Information, "The host has changed: {Resources}")]
    public static partial void HostChanged(ILogger log, string resources);

    [LoggerMessage(4043, LogLevel.Warning, "What the host has cannot be found out: {Problem}")]
    public static partial void HostUnknown(ILogger log, string problem);
}
