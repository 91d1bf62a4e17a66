namespace MesosOperator.Core.Agents;

/// <summary>The states of an agent.</summary>
public enum AgentState
{
    /// <summary>It has a live link and its resources are offered.</summary>
    Connected,

    /// <summary>Its link broke; it has a while to come back.</summary>
    Disconnected,

    /// <summary>It did not come back in time; its tasks may still run.</summary>
    Unreachable,

    /// <summary>It left, or was declared gone.</summary>
    Removed,
}
