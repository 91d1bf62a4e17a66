using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>One task of this agent and where it is in its life.</summary>
internal sealed class TaskEntry(TaskLaunch launch)
{
    public TaskLaunch Launch { get; } = launch;

    public TaskPhase Phase { get; set; } = TaskPhase.Launching;

    /// <summary>Its process, once there is one.</summary>
    public int? Pid { get; set; }

    /// <summary>When it began to run, once it has.</summary>
    public Instant? RunningSince { get; set; }

    /// <summary>Addresses of its own; empty: those of the host.</summary>
    public IReadOnlyList<NetworkInfo> Networks { get; set; } = [];

    public EndCause Cause { get; set; } = EndCause.Itself;

    /// <summary>What it took of the disk when that was found to be too much.</summary>
    public DiskExcess? Excess { get; set; }

    /// <summary>When it was first asked to end.</summary>
    public Instant KilledAt { get; set; }

    /// <summary>When it has run for too long (while Running), or its grace period ends (while Terminating).</summary>
    public Instant Deadline { get; set; } = Instant.Never;

    /// <summary>Its framework is gone: nobody is told anything more, and it is forgotten when it ends.</summary>
    public bool IsMuted { get; set; }

    /// <summary>What was said about it last.</summary>
    public TaskStatus? LatestStatus { get; set; }
}
