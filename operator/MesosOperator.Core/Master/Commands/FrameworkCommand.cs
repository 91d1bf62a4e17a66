using System.Collections.Immutable;
using MesosOperator.Core.Constraints;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Commands;

/// <summary>A call of a subscribed framework.</summary>
public abstract record FrameworkCommand(FrameworkId FrameworkId, Caller Caller) : Command
{
    /// <summary>Ends the framework and all that it runs.</summary>
    public sealed record TearDown(FrameworkId FrameworkId, Caller Caller) : FrameworkCommand(FrameworkId, Caller);

    /// <summary>Takes offers of one agent and does something with them.</summary>
    public sealed record Accept(
        FrameworkId FrameworkId,
        Caller Caller,
        ImmutableArray<OfferId> OfferIds,
        ImmutableArray<OfferOperation> Operations,
        TimeSpan RefuseFor) : FrameworkCommand(FrameworkId, Caller);

    /// <summary>Gives offers back.</summary>
    public sealed record Decline(FrameworkId FrameworkId, Caller Caller, ImmutableArray<OfferId> OfferIds, TimeSpan RefuseFor)
        : FrameworkCommand(FrameworkId, Caller);

    /// <summary>Says whether it will leave agents that it was asked to leave; it is not asked again for a while.</summary>
    public sealed record AnswerInverseOffers(
        FrameworkId FrameworkId, Caller Caller, ImmutableArray<OfferId> OfferIds, InverseAnswer Answer, TimeSpan RefuseFor)
        : FrameworkCommand(FrameworkId, Caller);

    /// <summary>Lifts filters and suppression for the roles; for all of the framework's when none is named.</summary>
    public sealed record Revive(FrameworkId FrameworkId, Caller Caller, ImmutableArray<RoleName> Roles)
        : FrameworkCommand(FrameworkId, Caller);

    /// <summary>Wants no offers for the roles; for all of the framework's when none is named.</summary>
    public sealed record Suppress(FrameworkId FrameworkId, Caller Caller, ImmutableArray<RoleName> Roles)
        : FrameworkCommand(FrameworkId, Caller);

    /// <summary>Kills a task.</summary>
    public sealed record Kill(FrameworkId FrameworkId, Caller Caller, TaskId TaskId, AgentId? AgentId, KillPolicy? Policy)
        : FrameworkCommand(FrameworkId, Caller);

    /// <summary>Says that an update was seen.</summary>
    public sealed record Acknowledge(FrameworkId FrameworkId, Caller Caller, AgentId AgentId, TaskId TaskId, UpdateId UpdateId)
        : FrameworkCommand(FrameworkId, Caller);

    /// <summary>Asks for the state of tasks; of all when none is named.</summary>
    public sealed record Reconcile(FrameworkId FrameworkId, Caller Caller, ImmutableArray<TaskQuery> Tasks)
        : FrameworkCommand(FrameworkId, Caller);

    /// <summary>Says that the end of an operation was seen.</summary>
    public sealed record AcknowledgeOperation(FrameworkId FrameworkId, Caller Caller, OperationId OperationId, UpdateId UpdateId)
        : FrameworkCommand(FrameworkId, Caller);

    /// <summary>Asks for the state of operations; of all that wait to be acknowledged when none is named.</summary>
    public sealed record ReconcileOperations(FrameworkId FrameworkId, Caller Caller, ImmutableArray<OperationQuery> Operations)
        : FrameworkCommand(FrameworkId, Caller);

    /// <summary>Sends bytes to an executor; best effort.</summary>
    public sealed record Message(FrameworkId FrameworkId, Caller Caller, AgentId AgentId, ExecutorId ExecutorId, Payload Data)
        : FrameworkCommand(FrameworkId, Caller);

    /// <summary>Ends an executor.</summary>
    public sealed record ShutDownExecutor(FrameworkId FrameworkId, Caller Caller, AgentId AgentId, ExecutorId ExecutorId)
        : FrameworkCommand(FrameworkId, Caller);

    /// <summary>Changes what the framework said of itself when it subscribed.</summary>
    public sealed record Update(FrameworkId FrameworkId, Caller Caller, FrameworkInfo Info, ImmutableArray<RoleName> SuppressedRoles)
        : FrameworkCommand(FrameworkId, Caller)
    {
        /// <summary>What the framework demands of agents from now on.</summary>
        public OfferConstraints Constraints { get; init; } = OfferConstraints.None;

        /// <summary>What keeps the change from being accepted, found before it came here; null normally.</summary>
        public string? Defect { get; init; }
    }

    /// <summary>Says what the framework needs; it replaces what it said before.</summary>
    public sealed record StateDemand(FrameworkId FrameworkId, Caller Caller, ImmutableArray<StatedDemand> Demands) : FrameworkCommand(FrameworkId, Caller)
    {
        /// <summary>What keeps the call from being accepted, found before it came here; null normally.</summary>
        public string? Defect { get; init; }
    }

    /// <summary>A call that this operator does not serve, named as on the wire.</summary>
    public sealed record Unserved(FrameworkId FrameworkId, Caller Caller, string Name) : FrameworkCommand(FrameworkId, Caller);
}
