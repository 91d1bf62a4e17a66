namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>Why a task ends, decided by whatever came first.</summary>
internal enum EndCause
{
    /// <summary>It ends by itself.</summary>
    Itself,

    /// <summary>It was killed while it ran.</summary>
    Killed,

    /// <summary>It was killed before it ran.</summary>
    KilledDuringLaunch,

    /// <summary>It was killed because its agent is drained.</summary>
    Drained,

    /// <summary>It was killed because its agent is drained for good, and its framework knows what that is.</summary>
    DrainedForGood,

    /// <summary>It ran for longer than it may.</summary>
    Expired,

    /// <summary>It was killed because another task of its group failed or was killed.</summary>
    GroupEnded,

    /// <summary>It was killed because it failed its health check too often.</summary>
    Unhealthy,

    /// <summary>It took more of the disk than it may.</summary>
    DiskExceeded,
}
