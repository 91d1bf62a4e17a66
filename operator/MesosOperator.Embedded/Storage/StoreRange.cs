namespace MesosOperator.Embedded.Storage;

/// <summary>Which objects: of what, in which namespace (all when empty), as of which revision, after which object.</summary>
internal sealed record StoreRange(string StoredAs, string Namespace, long Revision)
{
    public (string Namespace, string Name) After { get; init; } = ("", "");

    public int Limit { get; init; } = int.MaxValue;
}
