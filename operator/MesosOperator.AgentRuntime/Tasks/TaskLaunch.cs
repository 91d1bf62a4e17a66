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
    /// <summary>Set where an executor of the framework is run; the task then is one in form only, and nobody is told of it.</summary>
    public ExecutorInfo? Executor { get; init; }

    /// <summary>That of a command task is named like the task, as Mesos does.</summary>
    public string ExecutorId => Executor?.ExecutorId.Value ?? Task.TaskId.Value;

    /// <summary>No id of a task contains a slash, so an executor is never taken for a task of its name.</summary>
    public TaskKey Key => new(Framework.Id.Value, Executor is null ? Task.TaskId.Value : $"executor/{ExecutorId}");
}
