using MesosOperator.Core.Tasks;

namespace MesosOperator.Kubernetes.Members.Pods;

/// <summary>What was seen of a task in a Pod.</summary>
internal sealed record Observation(TaskState State)
{
    public StatusReason? Reason { get; init; }

    public string? Message { get; init; }

    /// <summary>What its health check says, where there is one.</summary>
    public bool? Healthy { get; init; }
}
