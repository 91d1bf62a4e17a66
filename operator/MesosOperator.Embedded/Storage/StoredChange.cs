namespace MesosOperator.Embedded.Storage;

/// <summary>A change of an object: its state after it (the last one if it is gone) and, unless it is new, before.</summary>
internal sealed record StoredChange(StoredObject After, byte[]? Before, bool IsRemoval);
