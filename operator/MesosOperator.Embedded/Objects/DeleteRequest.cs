namespace MesosOperator.Embedded.Objects;

/// <summary>How an object is to be deleted; what is empty does not matter.</summary>
internal sealed record DeleteRequest(string Uid, string ResourceVersion)
{
    /// <summary>Whether what it owns stays.</summary>
    public bool Orphans { get; init; }
}
