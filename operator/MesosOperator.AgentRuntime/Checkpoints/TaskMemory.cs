using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Checkpoints;

/// <summary>What is written down of one task.</summary>
internal sealed class TaskMemory(TaskLaunch launch)
{
    public TaskLaunch Launch { get; } = launch;

    /// <summary>Updates that wait to be acknowledged, oldest first.</summary>
    public List<TaskStatus> Pending { get; } = [];

    /// <summary>What was said last, acknowledged or not.</summary>
    public TaskStatus? Latest { get; set; }

    /// <summary>When it began to run, once it has.</summary>
    public Instant? RunningSince { get; set; }

    public EndCause Cause { get; set; } = EndCause.Itself;

    public bool IsMuted { get; set; }

    /// <summary>Whether its end was written down, so that nothing of it runs.</summary>
    public bool HasEnded => Latest is { } latest && TaskStates.IsTerminal(latest.State);
}
