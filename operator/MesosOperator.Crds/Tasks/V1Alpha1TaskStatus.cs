using MesosOperator.Core.Tasks;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Tasks;

/// <summary>How a task is doing.</summary>
public sealed record V1Alpha1TaskStatus : ResourceStatus
{
    /// <summary>Its state; the Mesos API writes Running as TASK_RUNNING and so on.</summary>
    public TaskState? State { get; init; }

    /// <summary>Why it is in that state, where a reason applies; the Mesos API writes TaskInvalid as REASON_TASK_INVALID and so on.</summary>
    public StatusReason? Reason { get; init; }

    /// <summary>Who reported the state.</summary>
    public StatusSource? Source { get; init; }

    /// <summary>The report in words.</summary>
    [Bounds(0, 32768)]
    public string? Message { get; init; }

    /// <summary>What its health check says; missing where there is none, or it has not run yet.</summary>
    public bool? Healthy { get; init; }

    /// <summary>When it was launched.</summary>
    public DateTimeOffset? LaunchedAt { get; init; }

    /// <summary>When it began to run.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Since when its agent is out of reach; missing when it is not.</summary>
    public DateTimeOffset? UnreachableSince { get; init; }
}
