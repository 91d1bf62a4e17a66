using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Events;

/// <summary>What happened to an offer.</summary>
public abstract record OfferEvent : MasterEvent
{
    /// <summary>Resources were offered.</summary>
    public sealed record Made(Offer Offer) : OfferEvent
    {
        // At hand where the offer is decided, so that those who check it and tell of it need not look for them, ten thousand
        // times a run. They are objects of that state: whoever plays the events again has others.

        /// <summary>The agent.</summary>
        internal Agent Agent { get; init; } = null!;

        /// <summary>The books of the framework in the role.</summary>
        internal FrameworkShare Taker { get; init; } = null!;

        /// <summary>The framework's executors on the agent.</summary>
        internal ImmutableArray<ExecutorId> Executors { get; init; } = [];
    }

    /// <summary>An offer ended; all its resources are free again, whatever an acceptance then does with them.</summary>
    public sealed record Ended(Offer Offer, OfferEnd End) : OfferEvent;

    /// <summary>A framework refused resources for a while.</summary>
    public sealed record Refused(FrameworkId FrameworkId, RoleName Role, AgentId AgentId, ResourceSet Resources, Instant Until)
        : OfferEvent;
}
