using System.Collections.Immutable;
using MesosOperator.Core.Constraints;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Events;

/// <summary>What happened to a framework.</summary>
public abstract record FrameworkEvent(FrameworkId FrameworkId) : MasterEvent
{
    /// <summary>A framework subscribed for the first time; it may have brought an id from an earlier master.</summary>
    public sealed record Added(FrameworkId FrameworkId, FrameworkInfo Info, StreamId Stream, Instant At, ImmutableSortedSet<RoleName> SuppressedRoles)
        : FrameworkEvent(FrameworkId)
    {
        /// <summary>What it demands of agents.</summary>
        public OfferConstraints Constraints { get; init; } = OfferConstraints.None;
    }

    /// <summary>A framework is known from an earlier master or from an agent that runs its tasks; it has until the deadline to subscribe.</summary>
    public sealed record Recovered(FrameworkId FrameworkId, FrameworkInfo Info, Instant At, Instant RemovalDeadline)
        : FrameworkEvent(FrameworkId);

    /// <summary>A framework subscribed again; its previous stream, if it was still open, is replaced.</summary>
    public sealed record Resubscribed(
        FrameworkId FrameworkId,
        FrameworkInfo Info,
        StreamId Stream,
        StreamId? PreviousStream,
        Instant At,
        ImmutableSortedSet<RoleName> SuppressedRoles) : FrameworkEvent(FrameworkId)
    {
        /// <summary>What it demands of agents.</summary>
        public OfferConstraints Constraints { get; init; } = OfferConstraints.None;
    }

    /// <summary>A framework changed its description; offers for roles that it gave up have ended before.</summary>
    public sealed record Updated(FrameworkId FrameworkId, FrameworkInfo Info, ImmutableSortedSet<RoleName> SuppressedRoles)
        : FrameworkEvent(FrameworkId)
    {
        /// <summary>What it demands of agents.</summary>
        public OfferConstraints Constraints { get; init; } = OfferConstraints.None;
    }

    /// <summary>A framework's stream ended; it has until the deadline to come back.</summary>
    public sealed record Disconnected(FrameworkId FrameworkId, Instant RemovalDeadline) : FrameworkEvent(FrameworkId);

    /// <summary>A framework is gone; its stream, if it had one, ends.</summary>
    public sealed record Removed(FrameworkId FrameworkId, StreamId? Stream, Instant At) : FrameworkEvent(FrameworkId);

    /// <summary>A framework wants no offers for some roles.</summary>
    public sealed record Suppressed(FrameworkId FrameworkId, ImmutableArray<RoleName> Roles) : FrameworkEvent(FrameworkId);

    /// <summary>A framework wants offers for some roles, also of what it refused before.</summary>
    public sealed record Revived(FrameworkId FrameworkId, ImmutableArray<RoleName> Roles) : FrameworkEvent(FrameworkId);

    /// <summary>A framework said what it needs; it replaces what it said before.</summary>
    public sealed record DemandStated(FrameworkId FrameworkId, ImmutableArray<Demand> Demands) : FrameworkEvent(FrameworkId);

    /// <summary>An executor has something to say to the framework.</summary>
    public sealed record MessageArrived(FrameworkId FrameworkId, AgentId AgentId, ExecutorId ExecutorId, Payload Data)
        : FrameworkEvent(FrameworkId);

    /// <summary>An executor of the framework ended.</summary>
    public sealed record ExecutorLost(FrameworkId FrameworkId, AgentId AgentId, ExecutorId ExecutorId, int WaitStatus)
        : FrameworkEvent(FrameworkId);
}
