using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>One supervised process, of a task or of an executor, and where it is in its life.</summary>
internal abstract class Run(TaskLaunch launch)
{
    public TaskLaunch Launch { get; } = launch;

    public TaskPhase Phase { get; set; } = TaskPhase.Launching;

    /// <summary>Its process, once there is one.</summary>
    public int? Pid { get; set; }

    /// <summary>Addresses of its own; empty: those of the host.</summary>
    public IReadOnlyList<NetworkInfo> Networks { get; set; } = [];

    public EndCause Cause { get; set; } = EndCause.Itself;

    /// <summary>What it took of the disk when that was found to be too much.</summary>
    public DiskExcess? Excess { get; set; }

    /// <summary>When it was first asked to end.</summary>
    public Instant KilledAt { get; set; }

    /// <summary>When what it is given while Running is over, or its grace period (while Terminating).</summary>
    public Instant Deadline { get; set; } = Instant.Never;

    /// <summary>Its framework is gone: nobody is told anything more.</summary>
    public bool IsMuted { get; set; }
}
