using System.Collections.Immutable;

namespace MesosOperator.Core.Resources;

/// <summary>How much there may be of scalar resources. A name that is absent is not limited; zero allows nothing of it.</summary>
public sealed class ResourceLimits : IEquatable<ResourceLimits>
{
    /// <summary>Nothing is limited.</summary>
    public static readonly ResourceLimits None = new([]);

    private ResourceLimits(ImmutableArray<ResourceQuantity> items) => Items = items;

    /// <summary>The limits, by name in ordinal order.</summary>
    public ImmutableArray<ResourceQuantity> Items { get; }

    /// <summary>Whether nothing is limited.</summary>
    public bool IsEmpty => Items.IsEmpty;

    /// <summary>Limits by name, each name once.</summary>
    public static ResourceLimits Of(params IEnumerable<ResourceQuantity> limits)
    {
        var items = limits.OrderBy(limit => limit.Name, StringComparer.Ordinal).ToImmutableArray();
        Primitives.Require.That(items.DistinctBy(limit => limit.Name).Count() == items.Length, "a name has one limit");
        return items.IsEmpty ? None : new(items);
    }

    /// <summary>The limit of a name, or null where there is none.</summary>
    public Amount? Get(string name)
    {
        foreach (var item in Items)
            if (item.Name == name)
                return item.Amount;
        return null;
    }

    /// <summary>Whether quantities stay within the limits.</summary>
    public bool Allow(ResourceQuantities quantities)
    {
        foreach (var item in Items)
            if (quantities.Get(item.Name) > item.Amount)
                return false;
        return true;
    }

    /// <summary>The limits less what is used; nothing of a name where more is used than allowed.</summary>
    public ResourceLimits Less(ResourceQuantities used) =>
        IsEmpty ? this : new([.. Items.Select(item => item with { Amount = item.Amount.MinusAtMost(used.Get(item.Name)) })]);

    /// <inheritdoc/>
    public bool Equals(ResourceLimits? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceLimits);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Length;

    /// <summary>As quantities are printed.</summary>
    public override string ToString() => string.Join("; ", Items);
}
