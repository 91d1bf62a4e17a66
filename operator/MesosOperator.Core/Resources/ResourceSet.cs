using System.Collections.Immutable;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Resources;

/// <summary>
/// Resources with their full Mesos meaning, such as all that an agent has, an offer holds or a task uses.
/// Immutable; like resources are merged, empty ones left out, and the order is by name and then by arrival. What is shared
/// is there or not: however often it is added it is there once, as several tasks use one and the same volume.
/// </summary>
public sealed class ResourceSet : IEquatable<ResourceSet>
{
    /// <summary>Nothing.</summary>
    public static readonly ResourceSet Empty = new([]);

    private ResourceQuantities? _quantities;
    private ResourceQuantities? _unreserved;
    private ResourceSet? _exclusive;

    private ResourceSet(ImmutableArray<Resource> items)
    {
        Items = items;
        IsPlain = items.All(item => ReferenceEquals(item.Traits, ResourceTraits.None) || item.Traits.Equals(ResourceTraits.None));
    }

    /// <summary>The resources.</summary>
    public ImmutableArray<Resource> Items { get; }

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => Items.IsEmpty;

    /// <summary>Whether nothing in it is reserved, revocable, shared or a special disk, so that every role and framework may use all of it.</summary>
    public bool IsPlain { get; }

    /// <summary>The scalars' amounts, summed over their traits.</summary>
    public ResourceQuantities Quantities => _quantities ??= ResourceQuantities.Sum(Items.AsSpan(), item => item.Kind == ResourceKind.Scalar);

    /// <summary>The amounts of scalars that are neither reserved nor revocable: what quota and headroom count.</summary>
    public ResourceQuantities UnreservedQuantities => _unreserved ??= IsPlain
        ? Quantities
        : ResourceQuantities.Sum(Items.AsSpan(), item => item.IsUnreservedScalar);

    /// <summary>What is not shared, and so is used up by whoever has it.</summary>
    public ResourceSet Exclusive => _exclusive ??= IsPlain ? this : Where(item => !item.Traits.IsShared);

    /// <summary>Whether anything is shared.</summary>
    public bool HasShared => !IsPlain && Exclusive.Items.Length < Items.Length;

    /// <summary>Merges resources.</summary>
    public static ResourceSet Of(params IEnumerable<Resource> resources)
    {
        var merged = ImmutableArray.CreateBuilder<Resource>();
        foreach (var resource in resources)
            Add(merged, resource);
        return From(merged);
    }

    /// <summary>The sum.</summary>
    public static ResourceSet operator +(ResourceSet left, ResourceSet right)
    {
        if (left.IsEmpty || right.IsEmpty)
            return left.IsEmpty ? right : left;
        var merged = left.Items.ToBuilder();
        foreach (var resource in right.Items)
            Add(merged, resource);
        return From(merged);
    }

    /// <summary>The difference; the left one must cover the right one.</summary>
    public static ResourceSet operator -(ResourceSet left, ResourceSet right)
    {
        if (right.IsEmpty)
            return left;
        if (ReferenceEquals(left, right))
            return Empty;
        var rest = left.Items.ToBuilder();
        foreach (var resource in right.Items)
        {
            var index = IndexOfLike(rest, resource);
            Require.That(index >= 0, "nothing is taken that is not there");
            rest[index] = rest[index].Minus(resource);
            if (rest[index].IsEmpty)
                rest.RemoveAt(index);
        }

        return From(rest);
    }

    /// <summary>Whether all of the other is in this.</summary>
    public bool Covers(ResourceSet other)
    {
        if (ReferenceEquals(this, other))
            return true;
        // Both are in the same order, mostly: what is looked for stands where the search before it ended.
        var next = 0;
        foreach (var need in other.Items)
        {
            var index = IndexOfLike(need, next);
            if (index < 0 || !Items[index].Covers(need))
                return false;
            next = index + 1;
        }

        return true;
    }

    /// <summary>The resources that satisfy a condition.</summary>
    public ResourceSet Where(Func<Resource, bool> condition)
    {
        var kept = Items.RemoveAll(item => !condition(item));
        return kept.Length == Items.Length ? this : kept.IsEmpty ? Empty : new(kept);
    }

    /// <inheritdoc/>
    public bool Equals(ResourceSet? other) =>
        other is not null && (ReferenceEquals(this, other) || (Items.Length == other.Items.Length && Covers(other) && other.Covers(this)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceSet);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Length;

    /// <summary>As Mesos prints resources: <c>cpus:4; mem:1024; ports:[31000-32000]</c>.</summary>
    public override string ToString() => string.Join("; ", Items);

    private static ResourceSet From(ImmutableArray<Resource>.Builder items) => items.Count == 0 ? Empty : new(items.ToImmutable());

    /// <summary>Looks for a like resource from a place to the end, and then before it.</summary>
    private int IndexOfLike(Resource need, int from)
    {
        for (var index = from; index < Items.Length; index++)
            if (Items[index].IsLike(need))
                return index;
        for (var index = 0; index < from; index++)
            if (Items[index].IsLike(need))
                return index;
        return -1;
    }

    private static void Add(ImmutableArray<Resource>.Builder merged, Resource resource)
    {
        if (resource.IsEmpty)
            return;
        var like = IndexOfLike(merged, resource);
        if (like >= 0 && resource.Traits.IsShared)
            return;
        if (like >= 0)
            merged[like] = merged[like].Plus(resource);
        else
            merged.Insert(PositionFor(merged, resource.Name), resource);
    }

    private static int IndexOfLike(ImmutableArray<Resource>.Builder items, Resource resource)
    {
        for (var index = 0; index < items.Count; index++)
            if (items[index].IsLike(resource))
                return index;
        return -1;
    }

    private static int PositionFor(ImmutableArray<Resource>.Builder items, string name)
    {
        var position = items.Count;
        while (position > 0 && string.CompareOrdinal(items[position - 1].Name, name) > 0)
            position--;
        return position;
    }
}
