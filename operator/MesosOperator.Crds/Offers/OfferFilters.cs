using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Offers;

/// <summary>What a framework is not to be offered for a while.</summary>
public sealed record OfferFilters
{
    /// <summary>For how long the agent's resources, or less of them, are not offered again to the framework for this role.</summary>
    [Bounds(0, 31536000)]
    public int RefuseSeconds { get; init; } = 5;
}
