using Google.Protobuf;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Executor;

namespace MesosOperator.AgentRuntime.Executors;

/// <summary>One task of an executor. It is known until its last update is acknowledged.</summary>
internal sealed class ExecutorTask(ExecutorEntry executor, TaskInfo info)
{
    /// <summary>An executor that repeats itself repeats what was not acknowledged, which is never much.</summary>
    private const int MostRemembered = 64;

    private readonly Queue<ByteString> _heard = new();

    public ExecutorEntry Executor { get; } = executor;

    public TaskInfo Info { get; } = info;

    /// <summary>As it is written down.</summary>
    public TaskLaunch Launch => Executor.Launch with { Task = Info, Executor = null, RunBy = Executor.Info };

    public TaskKey Key { get; } = new(executor.Launch.Key.FrameworkId, info.TaskId.Value);

    public bool HasEnded { get; set; }

    /// <summary>Why it ends, as far as the agent has a part in it.</summary>
    public EndCause Cause { get; set; } = EndCause.Itself;

    /// <summary>What the executor was told, or is to be told when it is back, to kill the task.</summary>
    public Event? Killing { get; set; }

    /// <summary>What was said about it last.</summary>
    public TaskStatus? LatestStatus { get; set; }

    /// <summary>False for an update that the executor has sent before.</summary>
    public bool IsNews(ByteString uuid)
    {
        if (_heard.Contains(uuid))
            return false;
        if (_heard.Count == MostRemembered)
            _heard.Dequeue();
        _heard.Enqueue(uuid);
        return true;
    }
}
