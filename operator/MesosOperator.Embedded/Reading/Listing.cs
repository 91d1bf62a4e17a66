namespace MesosOperator.Embedded.Reading;

/// <summary>A page of a list: the objects as the kind is served, the version of the whole, and where to go on.</summary>
internal sealed record Listing(IReadOnlyList<byte[]> Objects, long Revision, string Continue);
