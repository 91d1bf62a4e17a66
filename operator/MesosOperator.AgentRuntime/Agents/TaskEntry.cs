using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>One task of this agent. Its deadline is that of its max_completion_time while it runs.</summary>
internal sealed class TaskEntry(TaskLaunch launch) : Run(launch)
{
    /// <summary>When it began to run, once it has.</summary>
    public Instant? RunningSince { get; set; }

    /// <summary>What was said about it last.</summary>
    public TaskStatus? LatestStatus { get; set; }
}
