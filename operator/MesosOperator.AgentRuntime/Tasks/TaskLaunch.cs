using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>One order to run a task, with everything that its start needs.</summary>
/// <param name="AgentId">This agent.</param>
/// <param name="Framework">Whose task it is.</param>
/// <param name="Task">The task as the framework described it.</param>
/// <param name="AllocationRole">The role that its resources are allocated to.</param>
/// <param name="ContainerId">A fresh UUID as text: one for each run.</param>
/// <param name="Sandbox">Folder of this run.</param>
internal sealed record TaskLaunch(
    string AgentId, FrameworkInfo Framework, TaskInfo Task, string AllocationRole, string ContainerId, string Sandbox)
{
    /// <summary>As Mesos names the executor of a command task.</summary>
    public string ExecutorId => Task.TaskId.Value;

    public TaskKey Key => new(Framework.Id.Value, Task.TaskId.Value);
}
