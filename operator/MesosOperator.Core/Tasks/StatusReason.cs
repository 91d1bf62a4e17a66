namespace MesosOperator.Core.Tasks;

/// <summary>Why a task is in its state; the names are those of Mesos' v1 API.</summary>
public enum StatusReason
{
    /// <summary>The built-in executor failed.</summary>
    CommandExecutorFailed,

    /// <summary>The container could not be started.</summary>
    ContainerLaunchFailed,

    /// <summary>A limit of the container was passed.</summary>
    ContainerLimitation,

    /// <summary>The disk limit was passed.</summary>
    ContainerLimitationDisk,

    /// <summary>The memory limit was passed.</summary>
    ContainerLimitationMemory,

    /// <summary>The container made room for another.</summary>
    ContainerPreempted,

    /// <summary>The container could not be resized.</summary>
    ContainerUpdateFailed,

    /// <summary>The task ran longer than it may.</summary>
    MaxCompletionTimeReached,

    /// <summary>The executor never registered.</summary>
    ExecutorRegistrationTimeout,

    /// <summary>The executor did not come back.</summary>
    ExecutorReregistrationTimeout,

    /// <summary>The executor ended.</summary>
    ExecutorTerminated,

    /// <summary>The executor was not registered.</summary>
    ExecutorUnregistered,

    /// <summary>The framework is gone.</summary>
    FrameworkRemoved,

    /// <summary>The sandbox could not be kept from collection.</summary>
    GarbageCollectionError,

    /// <summary>The framework's id is not valid.</summary>
    InvalidFrameworkId,

    /// <summary>The offers were not valid (any more).</summary>
    InvalidOffers,

    /// <summary>The other end of a terminal's input and output went away.</summary>
    IoSwitchboardExited,

    /// <summary>The master was disconnected.</summary>
    MasterDisconnected,

    /// <summary>An answer to a question for the state.</summary>
    Reconciliation,

    /// <summary>The resources are not known to the agent.</summary>
    ResourcesUnknown,

    /// <summary>The agent was disconnected.</summary>
    AgentDisconnected,

    /// <summary>The agent is being drained.</summary>
    AgentDraining,

    /// <summary>The agent was removed.</summary>
    AgentRemoved,

    /// <summary>A person declared the agent gone.</summary>
    AgentRemovedByOperator,

    /// <summary>The agent came back.</summary>
    AgentReregistered,

    /// <summary>The agent restarted.</summary>
    AgentRestarted,

    /// <summary>The agent is not known.</summary>
    AgentUnknown,

    /// <summary>The task was killed before it started.</summary>
    TaskKilledDuringLaunch,

    /// <summary>A check has a new result.</summary>
    TaskCheckStatusUpdated,

    /// <summary>A health check has a new result.</summary>
    TaskHealthCheckStatusUpdated,

    /// <summary>The task group's description is invalid.</summary>
    TaskGroupInvalid,

    /// <summary>The task group is not allowed.</summary>
    TaskGroupUnauthorized,

    /// <summary>The task's description is invalid.</summary>
    TaskInvalid,

    /// <summary>The task is not allowed.</summary>
    TaskUnauthorized,

    /// <summary>The task is not known.</summary>
    TaskUnknown,
}
