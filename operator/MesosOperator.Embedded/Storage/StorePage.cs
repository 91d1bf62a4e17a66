namespace MesosOperator.Embedded.Storage;

/// <summary>Objects in the order of namespace and name, as of one revision; there are more after the last one or not.</summary>
internal sealed record StorePage(IReadOnlyList<StoredObject> Objects, bool HasMore);
