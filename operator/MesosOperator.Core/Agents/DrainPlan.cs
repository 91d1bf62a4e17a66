namespace MesosOperator.Core.Agents;

/// <summary>How an agent is drained. A task is given its own grace period, but never more than the longest one, where there is such.</summary>
public sealed record DrainPlan(TimeSpan? MaxGracePeriod, AfterDrain After);
