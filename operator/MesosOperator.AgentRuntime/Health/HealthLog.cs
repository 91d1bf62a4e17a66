using MesosOperator.AgentRuntime.Tasks;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Health;

internal static partial class HealthLog
{
    [LoggerMessage(4700, LogLevel.Error, "Probing task {Task} failed by a fault of the agent")]
    public static partial void Fault(ILogger log, TaskKey task, Exception fault);
}
