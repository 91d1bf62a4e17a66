using System.Collections.Immutable;

namespace MesosOperator.Core.Resources;

/// <summary>How much of each scalar resource there is, whatever its traits. A name that is absent means nothing of it.</summary>
public sealed class ResourceQuantities : IEquatable<ResourceQuantities>
{
    /// <summary>Nothing of anything.</summary>
    public static readonly ResourceQuantities Empty = new([]);

    private const int FewNames = 4;

    private ResourceQuantities(ImmutableArray<ResourceQuantity> items) => Items = items;

    /// <summary>The quantities that are not zero, by name in ordinal order.</summary>
    public ImmutableArray<ResourceQuantity> Items { get; }

    /// <summary>Whether there is nothing of anything.</summary>
    public bool IsEmpty => Items.IsEmpty;

    /// <summary>Sums quantities by name.</summary>
    public static ResourceQuantities Of(params IEnumerable<ResourceQuantity> quantities)
    {
        var items = quantities
            .Where(quantity => !quantity.Amount.IsZero)
            .GroupBy(quantity => quantity.Name, StringComparer.Ordinal)
            .Select(group => new ResourceQuantity(group.Key, group.Aggregate(Amount.Zero, (sum, next) => sum + next.Amount)))
            .OrderBy(quantity => quantity.Name, StringComparer.Ordinal)
            .ToImmutableArray();
        return items.IsEmpty ? Empty : new(items);
    }

    /// <summary>Sums the scalars among resources in the order of their names, without a list in between: each set of resources is summed once.</summary>
    internal static ResourceQuantities Sum(ReadOnlySpan<Resource> resources, Func<Resource, bool> counts)
    {
        var items = ImmutableArray.CreateBuilder<ResourceQuantity>(resources.Length < FewNames ? resources.Length : FewNames);
        foreach (var resource in resources)
        {
            if (resource.Amount.IsZero || !counts(resource))
                continue;
            if (items.Count > 0 && items[^1].Name == resource.Name)
                items[^1] = new(resource.Name, items[^1].Amount + resource.Amount);
            else
                items.Add(new(resource.Name, resource.Amount));
        }

        return items.Count == 0 ? Empty : new(items.DrainToImmutable());
    }

    /// <summary>How much of a name there is.</summary>
    public Amount Get(string name)
    {
        foreach (var item in Items)
            if (ReferenceEquals(item.Name, name) || item.Name == name)
                return item.Amount;
        return Amount.Zero;
    }

    /// <summary>Whether there is at least as much of everything.</summary>
    public bool Covers(ResourceQuantities need)
    {
        foreach (var item in need.Items)
            if (Get(item.Name) < item.Amount)
                return false;
        return true;
    }

    /// <summary>The sum.</summary>
    public static ResourceQuantities operator +(ResourceQuantities left, ResourceQuantities right) =>
        left.IsEmpty ? right : right.IsEmpty ? left : Of(left.Items.Concat(right.Items));

    /// <summary>What is left; nothing of a name where more is taken than there is.</summary>
    public static ResourceQuantities operator -(ResourceQuantities left, ResourceQuantities right) =>
        left.IsEmpty || right.IsEmpty
            ? left
            : Of(left.Items.Select(item => item with { Amount = item.Amount.MinusAtMost(right.Get(item.Name)) }));

    /// <summary>So many times as much.</summary>
    public static ResourceQuantities operator *(ResourceQuantities quantities, int times) =>
        Of(quantities.Items.Select(item => item with { Amount = new(item.Amount.Milli * times) }));

    /// <inheritdoc/>
    public bool Equals(ResourceQuantities? other) =>
        other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceQuantities);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Length;

    /// <summary>As Mesos prints quantities: <c>cpus:4; mem:1024</c>.</summary>
    public override string ToString() => string.Join("; ", Items);
}
