namespace MesosOperator.AgentRuntime.Health;

/// <summary>What is known of the health of a task.</summary>
internal enum HealthPhase
{
    /// <summary>Nothing: it has neither been found healthy, nor sick when the grace period was over.</summary>
    Unproven,

    /// <summary>The latest health check was good.</summary>
    Healthy,

    /// <summary>The latest one was not.</summary>
    Unhealthy,
}
