using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Executors;

/// <summary>How the process of an executor is described to whoever starts processes of tasks.</summary>
internal static class ExecutorRuns
{
    /// <summary>A task in form only: its command and container are the executor's, its resources those of all that runs in it.</summary>
    public static TaskInfo Describe(ExecutorInfo executor, AgentID agent, IEnumerable<TaskInfo> tasks) => new()
    {
        Name = executor.Name,
        TaskId = new TaskID { Value = executor.ExecutorId.Value },
        AgentId = agent,
        Command = executor.Command,
        Container = executor.Container,
        Resources = { executor.Resources, tasks.SelectMany(task => task.Resources) },
    };

    public static (double Cpus, double Memory) LimitsOf(TaskInfo run) => (TaskResources.Scalar(run, "cpus"), TaskResources.Scalar(run, "mem"));
}
