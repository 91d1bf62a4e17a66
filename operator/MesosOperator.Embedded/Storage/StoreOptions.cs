namespace MesosOperator.Embedded.Storage;

/// <summary>Where the database is, and how much it remembers.</summary>
internal sealed record StoreOptions(string Path)
{
    /// <summary>How many changes are remembered for watches that resume and for lists of a past version, at least.</summary>
    public int HistoryMax { get; init; } = 10_000;
}
