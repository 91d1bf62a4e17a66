namespace MesosOperator.Core.Agents;

/// <summary>The life of an agent as a total table.</summary>
public static class AgentTransitions
{
    /// <summary>The state after a trigger, or null where the trigger is refused or means nothing.</summary>
    public static AgentState? Next(AgentState state, AgentTrigger trigger) => (state, trigger) switch
    {
        (AgentState.Removed, _) => null,
        (_, AgentTrigger.Reregister) => AgentState.Connected,
        (AgentState.Connected, AgentTrigger.LoseLink) => AgentState.Disconnected,
        (AgentState.Disconnected, AgentTrigger.TimeOut) => AgentState.Unreachable,
        (AgentState.Connected or AgentState.Disconnected, AgentTrigger.Leave) => AgentState.Removed,
        (_, AgentTrigger.MarkGone) => AgentState.Removed,
        _ => null,
    };
}
