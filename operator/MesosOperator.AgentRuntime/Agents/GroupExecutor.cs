using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Tasks;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>A default executor: a sandbox and a control group, but no process. It is there while one of its tasks is.</summary>
/// <param name="run">The run of the executor; its task is one in form only.</param>
internal sealed class GroupExecutor(TaskLaunch run)
{
    /// <summary>Those of its tasks that have not ended.</summary>
    public List<TaskEntry> Tasks { get; } = [];

    /// <summary>False once it was told to end.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>The run, with the resources of the executor and of all its tasks.</summary>
    public TaskLaunch Run => run with { Task = ExecutorRuns.Describe(run.Executor!, run.Task.AgentId, Tasks.Select(task => task.Launch.Task)) };
}
