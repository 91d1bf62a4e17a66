using MesosOperator.AgentRuntime.Tasks;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Agents;

internal static partial class RunnerLog
{
    [LoggerMessage(4200, LogLevel.Error, "Starting task {Task} failed by a fault of the agent")]
    public static partial void LaunchFault(ILogger log, TaskKey task, Exception fault);

    [LoggerMessage(4201, LogLevel.Error, "Cleaning up after task {Task} failed by a fault of the agent")]
    public static partial void CleanUpFault(ILogger log, TaskKey task, Exception fault);

    [LoggerMessage(4202, LogLevel.Error, "Destroying volume {Folder} failed")]
    public static partial void VolumeFault(ILogger logger, string folder, Exception fault);

    [LoggerMessage(4203, LogLevel.Error, "The limits of {Task} cannot be changed: {Problem}")]
    public static partial void ResizeFault(ILogger log, TaskKey task, string problem);

    [LoggerMessage(4204, LogLevel.Error, "An order about tasks failed by a fault of the agent")]
    public static partial void OrderFault(ILogger log, Exception fault);
}
