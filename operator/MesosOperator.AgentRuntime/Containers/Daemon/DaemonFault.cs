namespace MesosOperator.AgentRuntime.Containers.Daemon;

/// <summary>Why containerd has not done something.</summary>
internal enum DaemonFault
{
    /// <summary>It is not there, or does not answer in time.</summary>
    Unavailable,

    /// <summary>What was named is not there.</summary>
    NotFound,

    /// <summary>What was to be made is there already.</summary>
    AlreadyExists,

    /// <summary>It has tried, or refuses.</summary>
    Failed,
}
