namespace MesosOperator.AgentRuntime.Health;

/// <summary>The phase that follows a health check, and what is done about it.</summary>
internal readonly record struct HealthStep(HealthPhase Next, HealthAction Action);
