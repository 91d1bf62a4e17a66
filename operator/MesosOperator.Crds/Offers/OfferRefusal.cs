namespace MesosOperator.Crds.Offers;

/// <summary>Says no to an offer.</summary>
public sealed record OfferRefusal
{
    /// <summary>What not to be offered again for a while.</summary>
    public OfferFilters? Filters { get; init; }
}
