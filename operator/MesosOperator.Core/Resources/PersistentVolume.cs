using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Resources;

/// <summary>
/// Makes a reserved disk one that outlives tasks and executors. Equal when id and principal are: where a task mounts the
/// volume does not make it another one.
/// </summary>
public sealed record PersistentVolume(string Id, string? Principal, Payload Details)
{
    /// <inheritdoc/>
    public bool Equals(PersistentVolume? other) => other is not null && Id == other.Id && Principal == other.Principal;

    /// <inheritdoc/>
    public override int GetHashCode() => Id.Length;
}
