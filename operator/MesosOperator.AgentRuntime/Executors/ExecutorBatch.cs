using System.Collections.Immutable;
using MesosOperator.Protocol.Mesos.V1.Executor;

namespace MesosOperator.AgentRuntime.Executors;

/// <summary>Tasks that are handed to an executor in one event, and wait for that together.</summary>
internal sealed record ExecutorBatch(ImmutableArray<ExecutorTask> Tasks, bool IsGroup)
{
    /// <summary>Whether nothing more must be done before the executor is told.</summary>
    public bool IsReady { get; set; }

    /// <summary>Whether its volumes are being attached.</summary>
    public bool IsAttaching { get; set; }

    public Event ToEvent() => IsGroup ? ExecutorEvents.LaunchGroup(Tasks.Select(task => task.Info)) : ExecutorEvents.Launch(Tasks[0].Info);
}
