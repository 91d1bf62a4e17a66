using MesosOperator.Core.Allocation;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>
/// New quotas should show soon: offers to roles above their new limits are taken back, and then offers to others until
/// what is free covers the new guarantees (semantics 3.14). Tasks that run are never touched.
/// </summary>
internal static class QuotaRescinds
{
    public static void Decide(MasterState state, OperatorCommand.UpdateQuota update, List<MasterEvent> events)
    {
        var taken = new HashSet<Offer>(ReferenceEqualityComparer.Instance);
        foreach (var config in update.Configs)
            TakeBackAboveLimit(state, config, taken, events);
        TakeBackForGuarantees(state, update, taken, events);
    }

    private static void TakeBackAboveLimit(MasterState state, QuotaConfig config, HashSet<Offer> taken, List<MasterEvent> events)
    {
        var consumed = taken.Where(offer => offer.Role.IsAtOrBelow(config.Role.Value))
            .Aggregate(state.Shares.Quotas.Consumed(config.Role), (sum, offer) => sum - offer.Resources.UnreservedQuantities);
        foreach (var offer in state.Offers.Values)
        {
            if (config.Quota.Limits.Allow(consumed))
                return;
            if (taken.Contains(offer) || !offer.Role.IsAtOrBelow(config.Role.Value))
                continue;
            TakeBack(offer, taken, events);
            consumed -= offer.Resources.UnreservedQuantities;
        }
    }

    private static void TakeBackForGuarantees(MasterState state, OperatorCommand.UpdateQuota update, HashSet<Offer> taken, List<MasterEvent> events)
    {
        var needed = QuotaForest.Promised(update.Configs.Select(config => KeyValuePair.Create(
            config.Role, new Quota(config.Quota.Guarantees - state.Shares.Quotas.Consumed(config.Role), ResourceLimits.None))));
        var free = taken.Aggregate(state.Shares.Quotas.Available, (sum, offer) => sum + offer.Resources.UnreservedQuantities);
        foreach (var offer in state.Offers.Values)
        {
            if (free.Covers(needed))
                return;
            if (taken.Contains(offer) || update.Configs.Any(config => offer.Role.IsAtOrBelow(config.Role.Value)))
                continue;
            TakeBack(offer, taken, events);
            free += offer.Resources.UnreservedQuantities;
        }
    }

    private static void TakeBack(Offer offer, HashSet<Offer> taken, List<MasterEvent> events)
    {
        taken.Add(offer);
        events.Add(new OfferEvent.Ended(offer, OfferEnd.Rescinded));
    }
}
