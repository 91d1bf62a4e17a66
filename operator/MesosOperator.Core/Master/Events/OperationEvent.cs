using MesosOperator.Core.Identity;
using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Master.Events;

/// <summary>What happened to an operation that its framework has named.</summary>
public abstract record OperationEvent(FrameworkId FrameworkId) : MasterEvent
{
    /// <summary>An operation was carried out; its framework is told, and told again until it has acknowledged.</summary>
    public sealed record Finished(FrameworkId FrameworkId, FinishedOperation Operation) : OperationEvent(FrameworkId);

    /// <summary>A framework that has not acknowledged is told once more.</summary>
    public sealed record Reminded(FrameworkId FrameworkId, FinishedOperation Operation) : OperationEvent(FrameworkId);

    /// <summary>A framework is told of an operation without a change: an answer, a repetition, or one that was never carried out.</summary>
    public sealed record Told(FrameworkId FrameworkId, OperationStatus Status) : OperationEvent(FrameworkId);

    /// <summary>The agent of an operation is lost; its framework is told, and nobody waits for the acknowledgement any more.</summary>
    public sealed record Lost(FrameworkId FrameworkId, OperationStatus Status) : OperationEvent(FrameworkId);

    /// <summary>A framework has seen that its operation was carried out.</summary>
    public sealed record Acknowledged(FrameworkId FrameworkId, OperationId OperationId) : OperationEvent(FrameworkId);
}
