using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Events;

/// <summary>What happened to an agent.</summary>
public abstract record AgentEvent(AgentId AgentId) : MasterEvent
{
    /// <summary>An agent joined; it may have brought an id from an earlier master.</summary>
    public sealed record Added(AgentId AgentId, AgentInfo Info, LinkId Link, Instant At) : AgentEvent(AgentId)
    {
        /// <summary>What it has besides its configuration: reservations and volumes that operations have made.</summary>
        public ResourceSet Kept { get; init; } = ResourceSet.Empty;
    }

    /// <summary>An agent is known from an earlier master; it has until the deadline to come back.</summary>
    public sealed record Recovered(AgentId AgentId, AgentInfo Info, Instant At, Instant ReturnDeadline) : AgentEvent(AgentId)
    {
        /// <summary>What operations had made of its resources, where it cannot say so itself.</summary>
        public ResourceSet Kept { get; init; } = ResourceSet.Empty;
    }

    /// <summary>An agent came back; its previous link, if it was still open, is replaced.</summary>
    public sealed record Returned(AgentId AgentId, AgentInfo Info, LinkId Link, LinkId? PreviousLink, Instant At) : AgentEvent(AgentId)
    {
        /// <summary>What it says that it keeps, which may not be what it was told.</summary>
        public ResourceSet Kept { get; init; } = ResourceSet.Empty;
    }

    /// <summary>An operation made other resources of free ones; the agent is to keep them.</summary>
    public sealed record ResourcesConverted(AgentId AgentId, ResourceConversion Conversion) : AgentEvent(AgentId);

    /// <summary>An agent lends another amount of revocable resources; offers of them have ended before.</summary>
    public sealed record RevocableChanged(AgentId AgentId, ResourceSet Revocable) : AgentEvent(AgentId);

    /// <summary>An agent has changed; offers that do not hold any more have ended before.</summary>
    public sealed record InfoChanged(AgentId AgentId, AgentInfo Info) : AgentEvent(AgentId);

    /// <summary>An agent's link broke; it has until the deadline to come back.</summary>
    public sealed record Disconnected(AgentId AgentId, Instant At, Instant ReturnDeadline) : AgentEvent(AgentId)
    {
        /// <summary>When the first of its tasks is given up.</summary>
        public Instant GiveUpAt { get; init; } = Instant.Never;
    }

    /// <summary>
    /// Tasks of an agent that is away are gone as far as their frameworks know; what comes back of them is killed. Those that
    /// an earlier master gave up come with the epoch that it left.
    /// </summary>
    public sealed record TasksGivenUp(AgentId AgentId, ImmutableArray<GivenUpTask> Tasks, long Epoch) : AgentEvent(AgentId)
    {
        /// <summary>When the next are.</summary>
        public Instant Next { get; init; } = Instant.Never;
    }

    /// <summary>What is known of the copy of a task that was given up has changed: it runs, it has ended, or it is out of sight again.</summary>
    public sealed record CopySeen(AgentId AgentId, GivenUpTask Copy) : AgentEvent(AgentId);

    /// <summary>A copy of a task that was given up cannot come back: its agent is back without it, or is gone, or its framework is.</summary>
    public sealed record CopyForgotten(AgentId AgentId, FrameworkId FrameworkId, TaskId TaskId) : AgentEvent(AgentId);

    /// <summary>An agent did not come back in time, and is given more time, because others have just become unreachable.</summary>
    public sealed record Spared(AgentId AgentId, Instant ReturnDeadline) : AgentEvent(AgentId);

    /// <summary>An agent did not come back in time.</summary>
    public sealed record BecameUnreachable(AgentId AgentId, Instant At) : AgentEvent(AgentId);

    /// <summary>An agent left.</summary>
    public sealed record Removed(AgentId AgentId) : AgentEvent(AgentId);

    /// <summary>An agent is told to stop, for that reason, and is known no more; its link, if it had one, ends.</summary>
    public sealed record ShutDown(AgentId AgentId, LinkId? Link, string Message) : AgentEvent(AgentId);

    /// <summary>An agent that was shut down came back with something that it runs: it is told again, and may come back with nothing.</summary>
    public sealed record ShutDownRepeated(AgentId AgentId, LinkId Link, string Message) : AgentEvent(AgentId);

    /// <summary>An operator wants something else of an agent, or a drained one is empty; offers of it have ended before.</summary>
    public sealed record DutyChanged(AgentId AgentId, AgentDuty Duty) : AgentEvent(AgentId);

    /// <summary>An agent that was in a state never comes back; its link, if it had one, ends.</summary>
    public sealed record MarkedGone(AgentId AgentId, AgentState From, LinkId? Link, Instant At) : AgentEvent(AgentId);

    /// <summary>An agent that is unreachable or gone made room for the memory of another, or was lost too long ago. Everybody heard so when it was.</summary>
    public sealed record Forgotten(AgentId AgentId) : AgentEvent(AgentId);

    /// <summary>An agent is to say what became of tasks that it does not report.</summary>
    public sealed record TasksMissing(AgentId AgentId, FrameworkId FrameworkId, ImmutableArray<TaskId> TaskIds) : AgentEvent(AgentId);

    /// <summary>An agent runs tasks of a framework that is gone, and is to end them.</summary>
    public sealed record FrameworkOrphaned(AgentId AgentId, FrameworkId FrameworkId) : AgentEvent(AgentId);

    /// <summary>Tasks that were launched together go to their agent.</summary>
    public sealed record GroupSent(AgentId AgentId, FrameworkId FrameworkId, ExecutorInfo Executor, ImmutableArray<TaskInfo> Tasks, RoleName Role)
        : AgentEvent(AgentId)
    {
        /// <summary>Whether their executor starts with them.</summary>
        public bool StartsExecutor { get; init; }
    }

    /// <summary>An executor on the agent is to end.</summary>
    public sealed record ExecutorShutDownOrdered(AgentId AgentId, FrameworkId FrameworkId, ExecutorId ExecutorId) : AgentEvent(AgentId);

    /// <summary>A message for an executor on the agent.</summary>
    public sealed record MessageSent(AgentId AgentId, FrameworkId FrameworkId, ExecutorId ExecutorId, Payload Data) : AgentEvent(AgentId);
}
