using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>Ends the offers of somebody who goes.</summary>
internal static class OfferEndings
{
    public static void EndAll(IEnumerable<Offer> offers, OfferEnd end, List<MasterEvent> events)
    {
        foreach (var offer in offers)
            events.Add(new OfferEvent.Ended(offer, end));
    }
}
