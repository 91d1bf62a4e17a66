using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>One order to run a task, with everything that its start needs.</summary>
/// <param name="AgentId">This agent.</param>
/// <param name="Framework">Whose task it is.</param>
/// <param name="Task">The task as the framework described it.</param>
/// <param name="AllocationRole">The role that its resources are allocated to.</param>
/// <param name="ContainerId">A fresh UUID as text: one for each run. That of a task of a group follows its executor's, after a point.</param>
/// <param name="Sandbox">Folder of this run.</param>
internal sealed record TaskLaunch(
    string AgentId, FrameworkInfo Framework, TaskInfo Task, string AllocationRole, string ContainerId, string Sandbox)
{
    /// <summary>Set where an executor of the framework is run; the task then is one in form only, and nobody is told of it.</summary>
    public ExecutorInfo? Executor { get; init; }

    /// <summary>Set for a task that an executor of its framework runs; container and sandbox are that executor's.</summary>
    public ExecutorInfo? RunBy { get; init; }

    /// <summary>Set for a task of a group.</summary>
    public GroupMember? Member { get; init; }

    /// <summary>That of a command task is named like the task, as Mesos does.</summary>
    public string ExecutorId => (Executor ?? Member?.Executor ?? RunBy)?.ExecutorId.Value ?? Task.TaskId.Value;

    public TaskKey Key => Executor is null ? new(Framework.Id.Value, Task.TaskId.Value) : ExecutorKey;

    /// <summary>No id of a task contains a slash, so an executor is never taken for a task of its name.</summary>
    public TaskKey ExecutorKey => new(Framework.Id.Value, $"executor/{ExecutorId}");

    /// <summary>What its control group is called: one within another lies below that one's.</summary>
    public string CgroupName => ContainerId.Replace('.', '/');

    /// <summary>The container that this one is within; its own where it is within none.</summary>
    public string RootContainerId => ContainerId.Split('.')[0];

    /// <summary>The sandbox of the executor where the task has one, and else its own.</summary>
    public string RootSandbox => Member is null ? Sandbox : SandboxPaths.OfParent(Sandbox);
}
