using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Agents;

/// <summary>
/// What an operator wants of an agent and since when, which for a drain is its beginning even when it has ended; the plan is
/// that of a drain, and null unless the agent is draining or drained.
/// </summary>
public sealed record AgentDuty(AgentMode Mode, DrainPlan? Drain, Instant Since)
{
    /// <summary>The duty of every agent of which nobody has wanted anything else.</summary>
    public static readonly AgentDuty Active = new(AgentMode.Active, null, Instant.Epoch);

    /// <summary>Whether tasks on the agent are to end.</summary>
    public bool IsDrain => Mode is AgentMode.Draining or AgentMode.Drained;
}
