using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Resources;

/// <summary>One resource of an agent: a name, how much of it, and what keeps it apart from others of that name.</summary>
public sealed class Resource : IEquatable<Resource>
{
    private Resource(string name, ResourceKind kind, ResourceTraits traits)
    {
        Name = ResourceName.Intern(name);
        Kind = kind;
        Traits = traits;
    }

    /// <summary>The name, such as <c>cpus</c>.</summary>
    public string Name { get; }

    /// <summary>How it is counted.</summary>
    public ResourceKind Kind { get; }

    /// <summary>What keeps it apart.</summary>
    public ResourceTraits Traits { get; }

    /// <summary>The amount; nothing unless a scalar.</summary>
    public Amount Amount { get; private init; }

    /// <summary>The ranges; empty unless ranges.</summary>
    public ValueRanges Ranges { get; private init; } = ValueRanges.Empty;

    /// <summary>The items; empty unless a set.</summary>
    public ValueSet Set { get; private init; } = ValueSet.Empty;

    /// <summary>Whether there is nothing of it.</summary>
    public bool IsEmpty => Amount.IsZero && Ranges.IsEmpty && Set.IsEmpty;

    /// <summary>Whether quota and headroom count it.</summary>
    public bool IsUnreservedScalar => Kind == ResourceKind.Scalar && Traits.Reservations.IsEmpty && !Traits.IsRevocable;

    /// <summary>A scalar resource.</summary>
    public static Resource Of(string name, Amount amount, ResourceTraits? traits = null) =>
        new(name, ResourceKind.Scalar, traits ?? ResourceTraits.None) { Amount = amount };

    /// <summary>A resource of ranges.</summary>
    public static Resource Of(string name, ValueRanges ranges, ResourceTraits? traits = null) =>
        new(name, ResourceKind.Ranges, traits ?? ResourceTraits.None) { Ranges = ranges };

    /// <summary>A resource of items.</summary>
    public static Resource Of(string name, ValueSet set, ResourceTraits? traits = null) =>
        new(name, ResourceKind.Set, traits ?? ResourceTraits.None) { Set = set };

    /// <summary>The same amount with other traits.</summary>
    public Resource With(ResourceTraits traits) =>
        new(Name, Kind, traits) { Amount = Amount, Ranges = Ranges, Set = Set };

    /// <summary>Whether the two can be counted together.</summary>
    public bool IsLike(Resource other) =>
        Kind == other.Kind
        && (ReferenceEquals(Name, other.Name) || Name == other.Name)
        && Traits.Equals(other.Traits);

    /// <summary>The sum with a like resource.</summary>
    public Resource Plus(Resource other)
    {
        Require.That(IsLike(other), "only like resources add up");
        return new(Name, Kind, Traits)
        {
            Amount = Amount + other.Amount,
            Ranges = Ranges.Union(other.Ranges),
            Set = Set.IsEmpty && other.Set.IsEmpty ? Set : Set.Union(other.Set),
        };
    }

    /// <summary>The difference with a like resource, which this must cover.</summary>
    public Resource Minus(Resource other)
    {
        Require.That(Covers(other), "nothing is taken that is not there");
        return new(Name, Kind, Traits)
        {
            Amount = Amount - other.Amount,
            Ranges = Ranges.Except(other.Ranges),
            Set = Set.IsEmpty ? Set : Set.Except(other.Set),
        };
    }

    /// <summary>As much of a scalar as fits in an amount. Disks that are mounted cannot be cut: they are taken whole or not at all.</summary>
    public Resource AtMost(Amount most)
    {
        Require.That(Kind == ResourceKind.Scalar, "only scalars are cut");
        if (Amount <= most)
            return this;
        return new(Name, Kind, Traits) { Amount = Traits.IsIndivisible ? Amount.Zero : most };
    }

    /// <summary>Whether a like one names some of the same ports or items.</summary>
    public bool Overlaps(Resource other) => IsLike(other)
        && (ValueRanges.Overlap(Ranges.Ranges.Concat(other.Ranges.Ranges)) || Set.Items.Any(other.Set.Contains));

    /// <summary>The resource with all that a like one has.</summary>
    public Resource AtLeast(Resource other)
    {
        Require.That(IsLike(other), "only like resources are compared");
        return new(Name, Kind, Traits) { Amount = Amount < other.Amount ? other.Amount : Amount, Ranges = Ranges.Union(other.Ranges), Set = Set.Union(other.Set) };
    }

    /// <summary>Whether a like resource fits in this one; what cannot be cut covers only the whole of it.</summary>
    public bool Covers(Resource other) =>
        IsLike(other) && (Traits.IsIndivisible ? Amount == other.Amount : Amount >= other.Amount) && Ranges.Covers(other.Ranges) && Set.Covers(other.Set);

    /// <inheritdoc/>
    public bool Equals(Resource? other) =>
        other is not null && IsLike(other) && Amount == other.Amount && Ranges.Equals(other.Ranges) && Set.Equals(other.Set);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Resource);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.Length + (int)Amount.Milli * 31 + Ranges.GetHashCode();

    /// <summary>
    /// As Mesos prints resources: <c>cpus:4</c>, <c>cpus(dev):4</c>, <c>ports:[31000-32000]</c>; with a plus for each
    /// reservation made at run time, as in <c>disk(eng,+eng/dev)[volume]:64</c>.
    /// </summary>
    public override string ToString() => Kind switch
    {
        ResourceKind.Ranges => $"{Name}{Traits}:{Ranges}",
        ResourceKind.Set => $"{Name}{Traits}:{Set}",
        _ => $"{Name}{Traits}:{Amount}",
    };
}
