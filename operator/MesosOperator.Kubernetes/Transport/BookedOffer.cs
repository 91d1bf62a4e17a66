using MesosOperator.Core.Agents;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Offers;
using MesosOperator.Crds.Offers;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Mapping;

namespace MesosOperator.Kubernetes.Transport;

/// <summary>An offer that an object is to show, and how far it has come.</summary>
internal sealed record BookedOffer(Offer Offer, AgentInfo Agent, ResourceKey Framework, OfferPhase Phase, DateTimeOffset? EndedAt)
{
    /// <summary>Whether its object was written once. When it is missing after that, a user deleted it.</summary>
    public bool IsWritten { get; init; }

    /// <summary>When it ends if it is not answered; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When its agent is going to be unavailable; null: nothing is planned.</summary>
    public Unavailability? Unavailability { get; init; }

    /// <summary>Its object.</summary>
    public ResourceKey Key { get; } = new(Framework.Namespace, ObjectNames.Of(Framework.Name, Offer.Id));

    public bool IsOutstanding => Phase == OfferPhase.Outstanding;
}
