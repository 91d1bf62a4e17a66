using MesosOperator.Core.Identity;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Events;

/// <summary>What happened to an executor of a framework.</summary>
public abstract record ExecutorEvent(FrameworkId FrameworkId, AgentId AgentId, ExecutorId ExecutorId) : MasterEvent
{
    /// <summary>An executor starts with its first task; its resources are in use from here on.</summary>
    public sealed record Launched(LaunchedExecutor Executor) : ExecutorEvent(Executor.FrameworkId, Executor.AgentId, Executor.Id);

    /// <summary>An executor was learned of from the agent that runs it.</summary>
    public sealed record Recovered(LaunchedExecutor Executor) : ExecutorEvent(Executor.FrameworkId, Executor.AgentId, Executor.Id);

    /// <summary>An executor has ended, or is out of reach, or its framework or agent is gone.</summary>
    public sealed record Removed(FrameworkId FrameworkId, AgentId AgentId, ExecutorId ExecutorId)
        : ExecutorEvent(FrameworkId, AgentId, ExecutorId);
}
