using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Offers;

/// <summary>An answer to an offer.</summary>
[Rule("has(self.accept) != has(self.decline)", "names either accept or decline")]
public sealed record OfferResponse
{
    /// <summary>Uses the offer. What the operations leave is free again.</summary>
    public OfferAcceptance? Accept { get; init; }

    /// <summary>Does not use the offer.</summary>
    public OfferRefusal? Decline { get; init; }
}
