namespace MesosOperator.Core.Tasks;

/// <summary>The states of a task, as Mesos names them.</summary>
public enum TaskState
{
    /// <summary>Accepted by the master, not yet known to have started.</summary>
    Staging,

    /// <summary>The executor is starting it.</summary>
    Starting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It is being killed gently.</summary>
    Killing,

    /// <summary>It ended well.</summary>
    Finished,

    /// <summary>It ended badly.</summary>
    Failed,

    /// <summary>It was killed on request.</summary>
    Killed,

    /// <summary>Its description is invalid; it never ran.</summary>
    Error,

    /// <summary>What happened is told apart only to partition-aware frameworks; the others get this.</summary>
    Lost,

    /// <summary>It never started, for no fault of its own.</summary>
    Dropped,

    /// <summary>Its agent cannot be reached; it may still run.</summary>
    Unreachable,

    /// <summary>It is no longer on its agent.</summary>
    Gone,

    /// <summary>Somebody declared its agent gone for good.</summary>
    GoneByOperator,

    /// <summary>The master knows nothing of it; only ever a reply.</summary>
    Unknown,
}
