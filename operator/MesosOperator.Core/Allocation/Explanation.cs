using MesosOperator.Core.Agents;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Allocation;

/// <summary>
/// Asks the stages of the allocation why a framework is not offered what an agent has. Nothing is decided here: the
/// verdict is that of the stages, and only where they say that too little is left it is worked out what took the rest.
/// </summary>
internal static class Explanation
{
    public static OfferVerdict Of(Shares shares, FrameworkShare framework, Agent agent)
    {
        if (!agent.IsOfferable)
            return agent.IsConnected ? OfferVerdict.AgentOutOfUse : OfferVerdict.AgentAway;
        var look = new AgentLook(shares, agent, AllocationStage.FairShare);
        if (!look.IsWorthOffering(agent.Free, framework))
            return WithoutFree(framework, agent);
        var usable = NextOffer.UsableBy(framework.Role.Name, agent.Free);
        if (!look.IsWorthOffering(usable, framework))
            return OfferVerdict.ReservedForOthers;
        var verdict = NextOffer.Judge(framework, usable, look, out _);
        return verdict == OfferVerdict.TooSmall ? WhatTookTheRest(framework, usable, look) : verdict;
    }

    private static OfferVerdict WithoutFree(FrameworkShare framework, Agent agent)
    {
        if (agent.Offers.Values.Any(offer => IsTo(offer, framework)))
            return OfferVerdict.OfferedToIt;
        return agent.Offers.Count > 0 ? OfferVerdict.OfferedToOthers : agent.Free.Equals(agent.Total) ? OfferVerdict.TooSmall : OfferVerdict.InUse;
    }

    private static bool IsTo(Offer offer, FrameworkShare framework) =>
        offer.FrameworkId == framework.Framework.Id && offer.Role == framework.Role.Name;

    private static OfferVerdict WhatTookTheRest(FrameworkShare framework, ResourceSet usable, in AgentLook look)
    {
        var fitting = NextOffer.UnderstoodBy(framework.Framework.Info, usable);
        if (!look.IsWorthOffering(fitting, framework))
            return OfferVerdict.NotUnderstood;
        return look.IsWorthOffering(Portion.WithinLimits(look.Quotas, framework.Role.Account, fitting), framework)
            ? OfferVerdict.Headroom
            : OfferVerdict.QuotaLimit;
    }
}
