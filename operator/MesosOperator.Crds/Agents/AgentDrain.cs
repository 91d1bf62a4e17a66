using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Agents;

/// <summary>How to empty an agent.</summary>
public sealed record AgentDrain
{
    /// <summary>The longest time that a task has to end politely; its own where that is shorter, or nothing is said.</summary>
    [Bounds(0, 604800)]
    public int? MaxGracePeriodSeconds { get; init; }

    /// <summary>Whether the agent is gone for good once it is empty.</summary>
    public bool MarkGone { get; init; }
}
