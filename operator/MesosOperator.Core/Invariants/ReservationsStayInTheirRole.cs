using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Invariants;

/// <summary>Reserved resources are offered only to the role that they are reserved for, and to roles below it.</summary>
public static class ReservationsStayInTheirRole
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(Offer offer)
    {
        if (offer.Resources.IsPlain)
            return null;
        foreach (var resource in offer.Resources.Items)
            if (resource.Traits.ReservedRole is { } reserved && !offer.Role.IsAtOrBelow(reserved))
                return $"offer {offer.Id} for role {offer.Role} holds {resource}";
        return null;
    }
}
