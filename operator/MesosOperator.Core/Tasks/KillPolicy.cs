namespace MesosOperator.Core.Tasks;

/// <summary>How to kill a task: gently first, hard after the grace period.</summary>
public sealed record KillPolicy(TimeSpan GracePeriod);
