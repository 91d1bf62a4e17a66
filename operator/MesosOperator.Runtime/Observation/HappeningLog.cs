using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Tasks;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Runtime.Observation;

internal static partial class HappeningLog
{
    [LoggerMessage(2100, LogLevel.Information, "Framework {FrameworkId} '{Name}' subscribed")]
    public static partial void FrameworkAdded(ILogger logger, FrameworkId frameworkId, string name);

    [LoggerMessage(2101, LogLevel.Information, "Framework {FrameworkId} '{Name}' subscribed again")]
    public static partial void FrameworkResubscribed(ILogger logger, FrameworkId frameworkId, string name);

    [LoggerMessage(2102, LogLevel.Information, "Framework {FrameworkId} '{Name}' is known from an agent that runs its tasks")]
    public static partial void FrameworkRecovered(ILogger logger, FrameworkId frameworkId, string name);

    [LoggerMessage(2103, LogLevel.Information, "Framework {FrameworkId} disconnected")]
    public static partial void FrameworkDisconnected(ILogger logger, FrameworkId frameworkId);

    [LoggerMessage(2104, LogLevel.Information, "Framework {FrameworkId} is removed")]
    public static partial void FrameworkRemoved(ILogger logger, FrameworkId frameworkId);

    [LoggerMessage(2105, LogLevel.Warning, "Subscription on stream {Stream} refused: {Reason}")]
    public static partial void SubscriptionRefused(ILogger logger, StreamId stream, string reason);

    [LoggerMessage(2106, LogLevel.Debug, "{Command} refused, {Kind}: {Reason}")]
    public static partial void Refused(ILogger logger, string command, RefusalKind kind, string reason);

    [LoggerMessage(2110, LogLevel.Information, "Agent {AgentId} at {Hostname} registered")]
    public static partial void AgentAdded(ILogger logger, AgentId agentId, string hostname);

    [LoggerMessage(2111, LogLevel.Information, "Agent {AgentId} at {Hostname} registered again")]
    public static partial void AgentReturned(ILogger logger, AgentId agentId, string hostname);

    [LoggerMessage(2112, LogLevel.Warning, "Agent {AgentId} disconnected")]
    public static partial void AgentDisconnected(ILogger logger, AgentId agentId);

    [LoggerMessage(2113, LogLevel.Warning, "Agent {AgentId} is out of reach")]
    public static partial void AgentUnreachable(ILogger logger, AgentId agentId);

    [LoggerMessage(2114, LogLevel.Information, "Agent {AgentId} is removed")]
    public static partial void AgentRemoved(ILogger logger, AgentId agentId);

    [LoggerMessage(2116, LogLevel.Information, "Agent {AgentId} is {Mode}")]
    public static partial void AgentDutyChanged(ILogger logger, AgentId agentId, AgentMode mode);

    [LoggerMessage(2117, LogLevel.Warning, "Agent {AgentId} was marked gone")]
    public static partial void AgentGone(ILogger logger, AgentId agentId);

    [LoggerMessage(2115, LogLevel.Warning, "Agent on {Link} refused: {Reason}")]
    public static partial void AgentRefused(ILogger logger, LinkId link, string reason);

    [LoggerMessage(2118, LogLevel.Information, "{Draining} machines are scheduled for maintenance, {Down} are under it")]
    public static partial void MaintenancePlanned(ILogger logger, int draining, int down);

    [LoggerMessage(2120, LogLevel.Debug, "Task {TaskId} of framework {FrameworkId} goes to agent {AgentId}")]
    public static partial void TaskLaunched(ILogger logger, FrameworkId frameworkId, TaskId taskId, AgentId agentId);

    [LoggerMessage(2121, LogLevel.Debug, "Task {TaskId} of framework {FrameworkId} is {State}")]
    public static partial void TaskChanged(ILogger logger, FrameworkId frameworkId, TaskId taskId, TaskState state);
}
