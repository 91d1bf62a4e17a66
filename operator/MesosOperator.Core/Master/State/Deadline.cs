using MesosOperator.Core.Identity;

namespace MesosOperator.Core.Master.State;

/// <summary>What is due at a moment. Whether it still holds is checked against its subject when it comes up.</summary>
internal abstract record Deadline
{
    /// <summary>A framework must have come back.</summary>
    public sealed record FrameworkReturn(FrameworkId FrameworkId) : Deadline;

    /// <summary>An agent must have come back.</summary>
    public sealed record AgentReturn(AgentId AgentId) : Deadline;

    /// <summary>Tasks of an agent that is away are given up.</summary>
    public sealed record GiveUp(AgentId AgentId) : Deadline;

    /// <summary>A framework must have acknowledged the end of an operation.</summary>
    public sealed record OperationReminder(FrameworkId FrameworkId, OperationId OperationId) : Deadline;

    /// <summary>A framework must have answered an offer.</summary>
    public sealed record OfferAnswer(OfferId OfferId) : Deadline;
}
