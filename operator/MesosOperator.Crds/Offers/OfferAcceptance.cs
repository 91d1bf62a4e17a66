using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Offers;

/// <summary>What to do with the resources of an offer.</summary>
public sealed record OfferAcceptance
{
    /// <summary>What to do, in this order. To do nothing, decline.</summary>
    [Required, Bounds(1, 16)]
    public IReadOnlyList<OfferOperation> Operations { get; init; } = [];

    /// <summary>What not to be offered again for a while, of what is left.</summary>
    public OfferFilters? Filters { get; init; }
}
