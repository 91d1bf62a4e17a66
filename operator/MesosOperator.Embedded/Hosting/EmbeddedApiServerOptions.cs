namespace MesosOperator.Embedded.Hosting;

/// <summary>Where the embedded API server keeps its objects, where it listens, and what it bears.</summary>
public sealed record EmbeddedApiServerOptions
{
    /// <summary>
    /// The folder of the database, the certificate, the token and the kubeconfig file. It is made if it is not there, and
    /// only its owner may read what is secret in it.
    /// </summary>
    public required string Folder { get; init; }

    /// <summary>The port, on loopback only; 0 for one that is free.</summary>
    public int Port { get; init; }

    /// <summary>
    /// How many changes are remembered, at least. A watch or list that wants to go on from before gets 410 and begins anew.
    /// </summary>
    public int HistoryMax { get; init; } = 10_000;

    /// <summary>How many watches are served at once.</summary>
    public int WatchesMax { get; init; } = 1_000;

    /// <summary>How long events are kept.</summary>
    public TimeSpan EventLifetime { get; init; } = TimeSpan.FromHours(1);
}
