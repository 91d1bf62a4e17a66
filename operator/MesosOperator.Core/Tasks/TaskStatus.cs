using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Tasks;

/// <summary>A report on a task.</summary>
public sealed record TaskStatus(TaskId TaskId, TaskState State, StatusSource Source)
{
    /// <summary>Why, where a reason applies.</summary>
    public StatusReason? Reason { get; init; }

    /// <summary>In words for people.</summary>
    public string? Message { get; init; }

    /// <summary>The task's agent; clients need it to acknowledge.</summary>
    public AgentId? AgentId { get; init; }

    /// <summary>The task's executor.</summary>
    public ExecutorId? ExecutorId { get; init; }

    /// <summary>When the report was made.</summary>
    public Instant Timestamp { get; init; }

    /// <summary>Present exactly when the framework must acknowledge (mesos-clients 2.16).</summary>
    public UpdateId? UpdateId { get; init; }

    /// <summary>What the health check says, where there is one.</summary>
    public bool? Healthy { get; init; }

    /// <summary>Since when the agent is out of reach.</summary>
    public Instant? UnreachableSince { get; init; }

    /// <summary>Whatever else the agent or executor said (data, labels, network …), encoded.</summary>
    public Payload? Details { get; init; }
}
