namespace MesosOperator.Core.Offers;

/// <summary>How an offer ends.</summary>
public enum OfferEnd
{
    /// <summary>The framework took it, or part of it.</summary>
    Accepted,

    /// <summary>The framework does not want it.</summary>
    Declined,

    /// <summary>It is no longer valid, and the framework is told.</summary>
    Rescinded,

    /// <summary>The framework did not answer in time, and is told.</summary>
    Expired,

    /// <summary>The framework is not there to be told: it failed over, was disconnected or removed (semantics 3.2).</summary>
    Withdrawn,
}
