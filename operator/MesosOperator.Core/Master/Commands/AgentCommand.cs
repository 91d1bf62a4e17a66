using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Commands;

/// <summary>What comes over the link of an agent.</summary>
public abstract record AgentCommand(LinkId Link) : Command
{
    /// <summary>An agent without an id wants one.</summary>
    public sealed record Register(LinkId Link, AgentInfo Info) : AgentCommand(Link);

    /// <summary>An agent comes back with its id and says what it runs and for whom.</summary>
    public sealed record Reregister(
        LinkId Link,
        AgentId AgentId,
        AgentInfo Info,
        ImmutableArray<LaunchedTask> Tasks,
        ImmutableArray<FrameworkInfo> Frameworks) : AgentCommand(Link)
    {
        /// <summary>What operations have made of its resources, as the agent was told to keep it.</summary>
        public ResourceSet Kept { get; init; } = ResourceSet.Empty;

        /// <summary>The frameworks' own executors that live on it (case C11).</summary>
        public ImmutableArray<LaunchedExecutor> Executors { get; init; } = [];
    }

    /// <summary>The connection of a link ended, or nothing was heard over it for too long.</summary>
    public sealed record LoseLink(LinkId Link) : AgentCommand(Link);

    /// <summary>The agent stops for good and has ended its tasks.</summary>
    public sealed record Leave(LinkId Link) : AgentCommand(Link);

    /// <summary>A task has a new status; the newest state that the agent knows comes along (semantics 3.8).</summary>
    public sealed record ReportUpdate(LinkId Link, FrameworkId FrameworkId, TaskStatus Status, TaskState LatestState)
        : AgentCommand(Link);

    /// <summary>The agent lends this much more than it has, in place of what it said before (case A19).</summary>
    public sealed record ReportRevocable(LinkId Link, ResourceSet Revocable) : AgentCommand(Link);

    /// <summary>
    /// The agent has changed. Refused where it no longer has what is used or kept of it, unless it is elastic; what is known
    /// of it stays then.
    /// </summary>
    public sealed record ReportInfo(LinkId Link, AgentInfo Info) : AgentCommand(Link);

    /// <summary>An executor sends bytes to its framework; best effort.</summary>
    public sealed record Message(LinkId Link, FrameworkId FrameworkId, ExecutorId ExecutorId, Payload Data) : AgentCommand(Link);

    /// <summary>An executor ended; the status is that of wait(2).</summary>
    public sealed record ReportExecutorEnd(LinkId Link, FrameworkId FrameworkId, ExecutorId ExecutorId, int WaitStatus)
        : AgentCommand(Link);
}
