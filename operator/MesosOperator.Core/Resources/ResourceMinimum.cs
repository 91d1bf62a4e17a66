using System.Collections.Immutable;

namespace MesosOperator.Core.Resources;

/// <summary>The least that is worth offering: at least one of some amounts. None of them means that anything is (semantics 1.1, min allocatable).</summary>
public sealed class ResourceMinimum(ImmutableArray<ResourceQuantities> anyOf) : IEquatable<ResourceMinimum>
{
    /// <summary>A hundredth of a core, or 32 MiB of memory (case A13).</summary>
    public static readonly ResourceMinimum Default = new(
    [
        ResourceQuantities.Of(new ResourceQuantity(ResourceName.Cpus, new(10))),
        ResourceQuantities.Of(new ResourceQuantity(ResourceName.Memory, new(32_000))),
    ]);

    /// <summary>The amounts, each of which is enough.</summary>
    public ImmutableArray<ResourceQuantities> AnyOf { get; } = anyOf;

    /// <summary>Whether resources are worth offering; nothing at all never is.</summary>
    public bool Allows(ResourceSet resources)
    {
        if (AnyOf.IsEmpty)
            return !resources.IsEmpty;
        var quantities = resources.Quantities;
        foreach (var enough in AnyOf)
            if (quantities.Covers(enough))
                return true;
        return false;
    }

    /// <inheritdoc/>
    public bool Equals(ResourceMinimum? other) => other is not null && AnyOf.SequenceEqual(other.AnyOf);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceMinimum);

    /// <inheritdoc/>
    public override int GetHashCode() => AnyOf.Length;

    /// <summary>The amounts with "or" between them.</summary>
    public override string ToString() => AnyOf.IsEmpty ? "anything" : string.Join(" or ", AnyOf);
}
