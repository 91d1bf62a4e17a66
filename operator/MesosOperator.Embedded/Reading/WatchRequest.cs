namespace MesosOperator.Embedded.Reading;

/// <summary>From where a client watches, and for how long.</summary>
internal sealed record WatchRequest(string ResourceVersion, TimeSpan Timeout)
{
    /// <summary>Whether the client wants to be told of versions at which nothing happened.</summary>
    public bool WantsBookmarks { get; init; }

    /// <summary>Whether the client wants all that is there first, and a mark where that ends.</summary>
    public bool WantsInitialEvents { get; init; }
}
