namespace MesosOperator.AgentRuntime.Health;

/// <summary>What follows from a health check.</summary>
internal enum HealthAction
{
    None,

    /// <summary>The framework is told.</summary>
    Tell,

    /// <summary>The framework is told, and the task killed.</summary>
    TellAndKill,

    /// <summary>This cannot happen: a fault of ours.</summary>
    Impossible,
}
