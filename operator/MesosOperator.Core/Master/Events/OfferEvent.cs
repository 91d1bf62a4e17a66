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
    public sealed record Made(Offer Offer) : OfferEvent;

    /// <summary>An offer ended; all its resources are free again, whatever an acceptance then does with them.</summary>
    public sealed record Ended(Offer Offer, OfferEnd End) : OfferEvent;

    /// <summary>A framework refused resources for a while.</summary>
    public sealed record Refused(FrameworkId FrameworkId, RoleName Role, AgentId AgentId, ResourceSet Resources, Instant Until)
        : OfferEvent;
}
