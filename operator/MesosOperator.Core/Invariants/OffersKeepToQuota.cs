using MesosOperator.Core.Allocation;
using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Invariants;

/// <summary>No offer takes a role, with those below it, beyond its limit or that of a role above it. Checked before the offer is made.</summary>
public static class OffersKeepToQuota
{
    /// <summary>What breaks the law, or null.</summary>
    /// <param name="account">The account of the offer's role, where it has one.</param>
    /// <param name="offer">The offer.</param>
    public static string? Violation(QuotaAccount? account, Offer offer)
    {
        for (; account is not null; account = account.Parent)
            if (account.Exceeded(offer.Resources.UnreservedQuantities) is { } exceeded)
                return $"offer {offer.Id} for role {offer.Role} holds {offer.Resources}, and role {account.Role} with the limit {account.Quota.Limits} would consume {exceeded}";
        return null;
    }
}
