namespace MesosOperator.Core.Agents;

/// <summary>The modes of an agent as a total table.</summary>
public static class AgentModeTransitions
{
    /// <summary>
    /// The mode after a trigger, which may be the same, or null where the trigger is refused: an agent is not given
    /// back in the middle of being drained (case G04).
    /// </summary>
    public static AgentMode? Next(AgentMode mode, AgentModeTrigger trigger) => (mode, trigger) switch
    {
        (AgentMode.Active, AgentModeTrigger.Deactivate) => AgentMode.Deactivated,
        (_, AgentModeTrigger.Deactivate) => mode,
        (_, AgentModeTrigger.Drain) => AgentMode.Draining,
        (AgentMode.Draining, AgentModeTrigger.BecomeEmpty) => AgentMode.Drained,
        (_, AgentModeTrigger.BecomeEmpty) => mode,
        (AgentMode.Draining, AgentModeTrigger.Reactivate) => null,
        (_, AgentModeTrigger.Reactivate) => AgentMode.Active,
        _ => null,
    };
}
