namespace MesosOperator.Core.Agents;

/// <summary>What can happen to an agent.</summary>
public enum AgentTrigger
{
    /// <summary>It comes back with its id.</summary>
    Reregister,

    /// <summary>Its current link breaks.</summary>
    LoseLink,

    /// <summary>The time to come back passes.</summary>
    TimeOut,

    /// <summary>It says that it stops.</summary>
    Leave,

    /// <summary>An operator says that it never comes back.</summary>
    MarkGone,
}
