namespace MesosOperator.Kubernetes.Api;

/// <summary>One thing that a watch told, and the version from which to go on after it.</summary>
internal abstract record WatchEvent<T>(string ResourceVersion)
{
    /// <summary>The object is new or has changed.</summary>
    public sealed record Stored(string ResourceVersion, T Resource) : WatchEvent<T>(ResourceVersion);

    /// <summary>The object is gone; this was its last state.</summary>
    public sealed record Deleted(string ResourceVersion, T Resource) : WatchEvent<T>(ResourceVersion);

    /// <summary>Something happened to an object that does not fit its type.</summary>
    public sealed record Unreadable(string ResourceVersion, UnreadableResource Resource) : WatchEvent<T>(ResourceVersion);

    /// <summary>Nothing happened up to this version.</summary>
    public sealed record Bookmark(string ResourceVersion) : WatchEvent<T>(ResourceVersion);
}
