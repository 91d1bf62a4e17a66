namespace MesosOperator.AgentRuntime.Health;

/// <summary>What a probe of a task is for.</summary>
internal enum ProbeKind
{
    /// <summary>Its outcome is told, and nothing follows from it.</summary>
    Check,

    /// <summary>It decides whether the task is healthy, and whether it lives on.</summary>
    HealthCheck,
}
