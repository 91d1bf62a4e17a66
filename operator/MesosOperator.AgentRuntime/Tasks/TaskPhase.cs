namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>Where a task is in its life on this agent.</summary>
internal enum TaskPhase
{
    /// <summary>Being prepared; there may be no process yet.</summary>
    Launching,

    /// <summary>To be killed as soon as the preparation is over.</summary>
    Cancelling,

    /// <summary>The process runs.</summary>
    Running,

    /// <summary>The process was asked to end (SIGTERM) and has its grace period.</summary>
    Terminating,

    /// <summary>The process was killed (SIGKILL); only its end is waited for.</summary>
    Killing,

    /// <summary>There is no process any more; the last update may still wait to be acknowledged.</summary>
    Ended,
}
