namespace MesosOperator.AgentRuntime.Agents;

/// <summary>Bounds and durations of one agent.</summary>
internal sealed record AgentLimits
{
    /// <summary>Between SIGTERM and SIGKILL where neither the task nor the order says otherwise (mesos-semantics 3.16).</summary>
    public static readonly TimeSpan DefaultKillGrace = TimeSpan.FromSeconds(3);

    /// <summary>How long the process of an executor may take until it has subscribed (mesos-semantics 3.16).</summary>
    public static readonly TimeSpan ExecutorRegistration = TimeSpan.FromMinutes(1);

    /// <summary>How long executors may take to subscribe again when the agent is back (as Mesos' executor_reregistration_timeout).</summary>
    public TimeSpan ExecutorReregistration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Tasks beyond these are refused.</summary>
    public int MaximumTasks { get; init; } = 10_000;

    /// <summary>The most that a task gets between SIGTERM and SIGKILL when the agent stops.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a stopping agent without tasks waits for its last updates to be acknowledged.</summary>
    public TimeSpan StopLinger { get; init; } = TimeSpan.FromSeconds(1);
}
