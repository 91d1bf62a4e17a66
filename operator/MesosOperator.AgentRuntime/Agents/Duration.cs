namespace MesosOperator.AgentRuntime.Agents;

/// <summary>Durations of the wire.</summary>
internal static class Duration
{
    /// <summary>Negative ones count as none.</summary>
    public static TimeSpan Of(long nanoseconds) => TimeSpan.FromTicks(Math.Max(0, nanoseconds) / TimeSpan.NanosecondsPerTick);
}
