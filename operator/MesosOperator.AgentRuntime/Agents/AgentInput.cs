using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Health;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Link;
using MesosOperator.AgentRuntime.Pictures;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>Everything that can happen to an agent; the mailbox holds these.</summary>
internal abstract record AgentInput
{
    /// <summary>What an earlier process of this agent knew and what has become of its tasks; said once, first.</summary>
    public sealed record Recovered(RecoveredAgent Agent) : AgentInput;

    /// <summary>There is a connection; nothing was said on it yet.</summary>
    public sealed record LinkOpened(ILinkSession Session) : AgentInput;

    /// <summary>The connection is gone.</summary>
    public sealed record LinkClosed : AgentInput;

    /// <summary>The operator said something, complete in all its required fields.</summary>
    public sealed record OperatorSaid(OperatorMessage Message) : AgentInput;

    /// <summary>The process of a task was started.</summary>
    public sealed record Launched(TaskKey Task, int Pid) : AgentInput
    {
        /// <summary>Addresses of its own; empty: those of the host.</summary>
        public ImmutableArray<NetworkInfo> Networks { get; init; } = [];
    }

    /// <summary>A task could not be started; there is no process.</summary>
    public sealed record LaunchFailed(TaskKey Task, string Problem) : AgentInput;

    /// <summary>The process of a task has ended and nothing is left of its group.</summary>
    public sealed record Exited(TaskKey Task, TaskEnd End) : AgentInput;

    /// <summary>A probe of a run of a task has ended.</summary>
    public sealed record Probed(TaskKey Task, string ContainerId, ProbeKind Kind, ProbeResult Result) : AgentInput;

    /// <summary>A folder of a run takes more of the disk than it may; null where it cannot be measured because it was made so.</summary>
    public sealed record DiskExceeded(TaskKey Task, string ContainerId, long? UsedBytes, long LimitBytes) : AgentInput;

    /// <summary>The volumes of a task, or of it and those that wait with it, are there for their executor; or what is wrong.</summary>
    public sealed record VolumesAttached(TaskKey Run, TaskKey Task, string? Problem) : AgentInput;

    /// <summary>The host has changed: what the agent says about itself from now on.</summary>
    public sealed record HostChanged(AgentInfo Info) : AgentInput;

    /// <summary>Whether what must be written down still finds room on the disk without the room that was kept for that.</summary>
    public sealed record DiskFilled(bool IsFull) : AgentInput;

    /// <summary>An executor has called.</summary>
    public sealed record ExecutorCalled(ExecutorRequest Request) : AgentInput;

    /// <summary>The connection of a subscription is gone.</summary>
    public sealed record ExecutorStreamLost(IExecutorStream Stream) : AgentInput;

    /// <summary>Somebody wants to see what the agent is and runs.</summary>
    public sealed record Looked(PictureRequest Request) : AgentInput;

    /// <summary>Time has passed.</summary>
    public sealed record Tick : AgentInput;

    /// <summary>The agent shall kill its tasks and end.</summary>
    public sealed record Stop : AgentInput;

    /// <summary>The agent shall end and leave its tasks to the next one.</summary>
    public sealed record Leave : AgentInput;
}
