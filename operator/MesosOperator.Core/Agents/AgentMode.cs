namespace MesosOperator.Core.Agents;

/// <summary>What an operator wants of an agent, whether it is connected or not (semantics 3.13).</summary>
public enum AgentMode
{
    /// <summary>Its resources are offered.</summary>
    Active,

    /// <summary>Nothing is offered; its tasks go on.</summary>
    Deactivated,

    /// <summary>Nothing is offered, and its tasks are being ended.</summary>
    Draining,

    /// <summary>It was drained and nothing is left on it.</summary>
    Drained,
}
