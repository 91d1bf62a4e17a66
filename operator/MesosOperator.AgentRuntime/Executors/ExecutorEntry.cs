using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Executors;

/// <summary>One executor of a framework: its process, which lives as that of a task does, and its connection. Its deadline is that of its subscription while it runs.</summary>
internal sealed class ExecutorEntry(TaskLaunch launch) : Run(launch)
{
    /// <summary>Where neither the framework nor the executor says otherwise (mesos-semantics 3.16).</summary>
    private static readonly TimeSpan DefaultShutdownGrace = TimeSpan.FromSeconds(5);

    public ExecutorInfo Info { get; } = launch.Executor!;

    /// <summary>An earlier process of this agent has started it, and it has not subscribed to this one yet.</summary>
    public bool IsAwaited { get; set; }

    /// <summary>Whether it ever subscribed.</summary>
    public bool HasSubscribed { get; set; }

    /// <summary>Null while it is not connected.</summary>
    public IExecutorStream? Stream { get; set; }

    /// <summary>What it was not told yet, in the order of arrival.</summary>
    public List<ExecutorBatch> Waiting { get; } = [];

    /// <summary>Persistent volumes that it sees, and where.</summary>
    public HashSet<string> Attached { get; } = new(StringComparer.Ordinal);

    /// <summary>Tasks that have not ended.</summary>
    public List<ExecutorTask> Tasks { get; } = [];

    /// <summary>The resources that its control group has.</summary>
    public (double Cpus, double Memory) Limits { get; set; }

    /// <summary>Takes tasks.</summary>
    public bool IsOpen => Phase is TaskPhase.Launching or TaskPhase.Running;

    /// <summary>Between SHUTDOWN and the end of its process.</summary>
    public TimeSpan ShutdownGrace => ShutdownGraceOf(Info);

    public static TimeSpan ShutdownGraceOf(ExecutorInfo executor) => executor.ShutdownGracePeriod is { } grace
        ? TimeSpan.FromTicks(grace.Nanoseconds / TimeSpan.NanosecondsPerTick)
        : DefaultShutdownGrace;
}
