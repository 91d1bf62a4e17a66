namespace MesosOperator.Core.Agents;

/// <summary>What changes the mode of an agent.</summary>
public enum AgentModeTrigger
{
    /// <summary>An operator wants nothing offered.</summary>
    Deactivate,

    /// <summary>An operator wants it emptied.</summary>
    Drain,

    /// <summary>The last of its tasks has ended, and its framework knows.</summary>
    BecomeEmpty,

    /// <summary>An operator wants it offered again.</summary>
    Reactivate,
}
