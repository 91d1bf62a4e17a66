namespace MesosOperator.AgentRuntime.Health;

/// <summary>
/// The health of a task as a total table. As in Mesos every failure is told, a success only when it is news, and the grace
/// period ends with the first success.
/// </summary>
internal static class HealthTransitions
{
    public static HealthStep Next(HealthPhase phase, HealthEvent happened) => (phase, happened) switch
    {
        (HealthPhase.Healthy, HealthEvent.Succeeded) => new(phase, HealthAction.None),
        (_, HealthEvent.Succeeded) => new(HealthPhase.Healthy, HealthAction.Tell),
        (HealthPhase.Unproven, HealthEvent.FailedInGrace) => new(phase, HealthAction.None),
        (_, HealthEvent.Failed) => new(HealthPhase.Unhealthy, HealthAction.Tell),
        (_, HealthEvent.FailedTooOften) => new(HealthPhase.Unhealthy, HealthAction.TellAndKill),
        _ => new(phase, HealthAction.Impossible),
    };
}
