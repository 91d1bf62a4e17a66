namespace MesosOperator.Core.Offers;

/// <summary>The life of an offer as a total table: it ends once.</summary>
public static class OfferTransitions
{
    /// <summary>The state after an end, or null when the offer had ended before.</summary>
    public static OfferState? Next(OfferState state, OfferEnd end) => (state, end) switch
    {
        (OfferState.Outstanding, OfferEnd.Accepted) => OfferState.Accepted,
        (OfferState.Outstanding, OfferEnd.Declined) => OfferState.Declined,
        (OfferState.Outstanding, OfferEnd.Rescinded) => OfferState.Rescinded,
        (OfferState.Outstanding, OfferEnd.Expired) => OfferState.Expired,
        (OfferState.Outstanding, OfferEnd.Withdrawn) => OfferState.Withdrawn,
        _ => null,
    };
}
