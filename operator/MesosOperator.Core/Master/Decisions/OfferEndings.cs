using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>Ends the offers of somebody who goes.</summary>
internal static class OfferEndings
{
    /// <summary>Ends an offer of either kind that was not answered in time.</summary>
    public static void Expire(MasterState state, OfferId id, List<MasterEvent> events) => events.Add(
        state.Offers.Find(id) is { } offer
            ? new OfferEvent.Ended(offer, OfferEnd.Expired)
            : new MaintenanceEvent.Ended(state.InverseOffers[id], OfferEnd.Expired));

    /// <summary>Ends the offers of an agent, and those to leave it.</summary>
    public static void EndAll(Agent agent, OfferEnd end, List<MasterEvent> events)
    {
        EndAll(agent.Offers.Values, end, events);
        EndAll(agent.InverseOffers.Values, end, events);
    }

    /// <summary>Ends the offers of a framework, and those that ask it to leave an agent.</summary>
    public static void EndAll(Framework framework, OfferEnd end, List<MasterEvent> events)
    {
        EndAll(framework.Offers.Values, end, events);
        EndAll(framework.InverseOffers.Values, end, events);
    }

    public static void EndAll(IEnumerable<Offer> offers, OfferEnd end, List<MasterEvent> events)
    {
        foreach (var offer in offers)
            events.Add(new OfferEvent.Ended(offer, end));
    }
    private static void EndAll(IEnumerable<InverseOffer> offers, OfferEnd end, List<MasterEvent> events)
    {
        foreach (var offer in offers)
            events.Add(new MaintenanceEvent.Ended(offer, end));
    }
}
