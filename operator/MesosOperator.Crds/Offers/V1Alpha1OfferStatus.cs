namespace MesosOperator.Crds.Offers;

/// <summary>How far an offer has come.</summary>
public sealed record V1Alpha1OfferStatus : ResourceStatus
{
    /// <summary>Whether it may be answered, and if not how it ended.</summary>
    public OfferPhase? Phase { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
