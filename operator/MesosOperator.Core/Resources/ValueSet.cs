using System.Collections.Immutable;

namespace MesosOperator.Core.Resources;

/// <summary>Named items: sorted, each once.</summary>
public sealed class ValueSet : IEquatable<ValueSet>
{
    /// <summary>No items.</summary>
    public static readonly ValueSet Empty = new([]);

    private ValueSet(ImmutableArray<string> items) => Items = items;

    /// <summary>The items, in ordinal order.</summary>
    public ImmutableArray<string> Items { get; }

    /// <summary>Whether there are no items.</summary>
    public bool IsEmpty => Items.IsEmpty;

    /// <summary>The set of some items.</summary>
    public static ValueSet Of(params IEnumerable<string> items) =>
        new([.. items.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>The items in either.</summary>
    public ValueSet Union(ValueSet other) => Of(Items.Concat(other.Items));

    /// <summary>The items of this that are not in the other.</summary>
    public ValueSet Except(ValueSet other) => Of(Items.Where(item => !other.Contains(item)));

    /// <summary>Whether the item is in the set.</summary>
    public bool Contains(string item) => Items.BinarySearch(item, StringComparer.Ordinal) >= 0;

    /// <summary>Whether every item of the other is in this.</summary>
    public bool Covers(ValueSet other) => other.Items.All(Contains);

    /// <inheritdoc/>
    public bool Equals(ValueSet? other) =>
        other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueSet);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Length;

    /// <summary>As Mesos prints sets: <c>{a, b}</c>.</summary>
    public override string ToString() => $"{{{string.Join(", ", Items)}}}";
}
