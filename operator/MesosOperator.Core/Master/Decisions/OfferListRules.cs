using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>What the offers of one ACCEPT must have in common (semantics 3.7).</summary>
internal static class OfferListRules
{
    public static string? Problem(MasterState state, FrameworkCommand.Accept accept)
    {
        if (accept.OfferIds.IsEmpty)
            return "No offers specified";
        Offer? first = null;
        var seen = new HashSet<OfferId>();
        foreach (var id in accept.OfferIds)
        {
            if (!seen.Add(id))
                return $"Duplicate offer {id} in offer list";
            // Another framework's offer is no more valid for this one than one that is gone, and stays with its owner.
            if (state.Offers.Find(id) is not { } offer || offer.FrameworkId != accept.FrameworkId)
                return $"Offer {id} is no longer valid";
            first ??= offer;
            if (offer.AgentId != first.AgentId)
                return $"Aggregated offers must belong to one single agent. Offer {id} uses agent {offer.AgentId} and agent {first.AgentId}";
            if (offer.Role != first.Role)
                return $"Aggregated offers must be allocated to the same role. Offer {id} uses role '{offer.Role}' but another is using role '{first.Role}'";
        }

        return null;
    }
}
