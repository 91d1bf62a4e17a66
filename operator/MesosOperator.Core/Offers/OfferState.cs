namespace MesosOperator.Core.Offers;

/// <summary>The states of an offer.</summary>
public enum OfferState
{
    /// <summary>The framework may answer.</summary>
    Outstanding,

    /// <summary>See <see cref="OfferEnd.Accepted"/>.</summary>
    Accepted,

    /// <summary>See <see cref="OfferEnd.Declined"/>.</summary>
    Declined,

    /// <summary>See <see cref="OfferEnd.Rescinded"/>.</summary>
    Rescinded,

    /// <summary>See <see cref="OfferEnd.Expired"/>.</summary>
    Expired,

    /// <summary>See <see cref="OfferEnd.Withdrawn"/>.</summary>
    Withdrawn,
}
