namespace MesosOperator.AgentRuntime.Health;

/// <summary>What a health check comes to.</summary>
internal enum HealthEvent
{
    Succeeded,

    /// <summary>It failed within the grace period, before any has succeeded.</summary>
    FailedInGrace,

    Failed,

    /// <summary>It failed, and so did as many before it as the task may have of them.</summary>
    FailedTooOften,
}
