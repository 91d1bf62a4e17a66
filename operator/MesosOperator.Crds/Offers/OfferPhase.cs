namespace MesosOperator.Crds.Offers;

/// <summary>The phases of an offer.</summary>
public enum OfferPhase
{
    /// <summary>The framework may answer.</summary>
    Outstanding,

    /// <summary>The framework used it.</summary>
    Accepted,

    /// <summary>The framework did not use it.</summary>
    Declined,

    /// <summary>The operator took it back.</summary>
    Rescinded,

    /// <summary>The framework did not answer in time.</summary>
    Expired,
}
