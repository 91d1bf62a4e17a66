namespace MesosOperator.AgentRuntime.Agents;

/// <summary>What has become of a task while there was no agent.</summary>
internal enum TaskFate
{
    /// <summary>Its supervisor lives.</summary>
    Alive,

    /// <summary>It has ended, and how may be known.</summary>
    Ended,

    /// <summary>It never began.</summary>
    NeverBegan,

    /// <summary>The host was started anew since.</summary>
    Rebooted,
}
