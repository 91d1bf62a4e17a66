using System.Collections.Immutable;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Frameworks;

/// <summary>What a framework is told on its stream: the closed set of scheduler events.</summary>
public abstract record FrameworkNotice
{
    /// <summary>It is subscribed, under this id.</summary>
    public sealed record Subscribed(FrameworkId FrameworkId) : FrameworkNotice;

    /// <summary>An offer no longer stands.</summary>
    public sealed record OfferRescinded(OfferId OfferId) : FrameworkNotice;

    /// <summary>It need not answer an inverse offer any more.</summary>
    public sealed record InverseOfferRescinded(OfferId OfferId) : FrameworkNotice;

    /// <summary>A task has a new status.</summary>
    public sealed record TaskUpdated(TaskStatus Status) : FrameworkNotice;

    /// <summary>An operation has a new status.</summary>
    public sealed record OperationUpdated(OperationStatus Status, FrameworkCapabilities Capabilities) : FrameworkNotice;

    /// <summary>An executor says something.</summary>
    public sealed record MessageArrived(AgentId AgentId, ExecutorId ExecutorId, Payload Data) : FrameworkNotice;

    /// <summary>An agent is lost.</summary>
    public sealed record AgentLost(AgentId AgentId) : FrameworkNotice;

    /// <summary>An executor ended; the status is that of wait(2).</summary>
    public sealed record ExecutorLost(AgentId AgentId, ExecutorId ExecutorId, int WaitStatus) : FrameworkNotice;

    /// <summary>The subscription is refused or over; the stream ends after it.</summary>
    public sealed record Failed(string Message) : FrameworkNotice;
}
