namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>What can happen to a task.</summary>
internal enum TaskEvent
{
    /// <summary>Its process was started.</summary>
    Launched,

    /// <summary>It could not be started.</summary>
    LaunchFailed,

    /// <summary>Somebody wants it to end.</summary>
    Kill,

    /// <summary>It has run for as long as it may (max_completion_time).</summary>
    Expire,

    /// <summary>It takes more of the host than it may, and is killed without grace.</summary>
    Exceed,

    /// <summary>The grace period of its kill is over.</summary>
    GraceElapsed,

    /// <summary>Its process ended.</summary>
    Exited,
}
