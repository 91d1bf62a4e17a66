using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>Ends the offers of somebody who goes.</summary>
internal static class OfferEndings
{
    public static void OfFramework(MasterState state, FrameworkId framework, OfferEnd end, List<MasterEvent> events)
    {
        foreach (var offer in state.Offers.Values)
            if (offer.FrameworkId == framework)
                events.Add(new OfferEvent.Ended(offer, end));
    }

    public static void OfAgent(Agent agent, OfferEnd end, List<MasterEvent> events)
    {
        foreach (var offer in agent.Offers.Values)
            events.Add(new OfferEvent.Ended(offer, end));
    }
}
