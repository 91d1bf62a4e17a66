using System.Collections.Immutable;

namespace MesosOperator.Core.Resources;

/// <summary>A set of numbers as inclusive ranges: sorted, disjoint and merged where they touch.</summary>
public sealed class ValueRanges : IEquatable<ValueRanges>
{
    /// <summary>No numbers.</summary>
    public static readonly ValueRanges Empty = new([]);

    private ValueRanges(ImmutableArray<ValueRange> ranges) => Ranges = ranges;

    /// <summary>The ranges, in rising order.</summary>
    public ImmutableArray<ValueRange> Ranges { get; }

    /// <summary>Whether there are no numbers.</summary>
    public bool IsEmpty => Ranges.IsEmpty;

    /// <summary>Merges ranges, each of which must not end before it begins.</summary>
    public static ValueRanges Of(params IEnumerable<ValueRange> ranges)
    {
        var sorted = ranges.Order().ToArray();
        var merged = ImmutableArray.CreateBuilder<ValueRange>(sorted.Length);
        foreach (var range in sorted)
            Append(merged, range);
        return new(merged.ToImmutable());
    }

    /// <summary>Whether two of the ranges have a number in common; Mesos refuses such a resource (case K22).</summary>
    public static bool Overlap(IEnumerable<ValueRange> ranges)
    {
        var sorted = ranges.Order().ToArray();
        return sorted.Zip(sorted.Skip(1), (left, right) => right.Begin <= left.End).Any(overlaps => overlaps);
    }

    /// <summary>The numbers in either.</summary>
    public ValueRanges Union(ValueRanges other) =>
        IsEmpty ? other : other.IsEmpty ? this : Of(Ranges.Concat(other.Ranges));

    /// <summary>The numbers of this that are not in the other.</summary>
    public ValueRanges Except(ValueRanges other)
    {
        if (IsEmpty || other.IsEmpty)
            return this;

        var left = ImmutableArray.CreateBuilder<ValueRange>(Ranges.Length + 1);
        var taken = 0;
        foreach (var range in Ranges)
        {
            var begin = range.Begin;
            while (taken < other.Ranges.Length && other.Ranges[taken].End < begin)
                taken++;
            var open = true;
            for (var next = taken; next < other.Ranges.Length && other.Ranges[next].Begin <= range.End; next++)
            {
                if (other.Ranges[next].Begin > begin)
                    left.Add(new(begin, other.Ranges[next].Begin - 1));
                open = other.Ranges[next].End < range.End;
                if (!open)
                    break;
                begin = other.Ranges[next].End + 1;
            }

            if (open)
                left.Add(new(begin, range.End));
        }

        return left.Count == 0 ? Empty : new(left.ToImmutable());
    }

    /// <summary>Whether every number of the other is in this.</summary>
    public bool Covers(ValueRanges other)
    {
        var mine = 0;
        foreach (var range in other.Ranges)
        {
            while (mine < Ranges.Length && Ranges[mine].End < range.Begin)
                mine++;
            if (mine == Ranges.Length || Ranges[mine].Begin > range.Begin || Ranges[mine].End < range.End)
                return false;
        }

        return true;
    }

    /// <summary>How many numbers there are.</summary>
    public ulong Count()
    {
        ulong count = 0;
        foreach (var range in Ranges)
            count += range.End - range.Begin + 1;
        return count;
    }

    /// <inheritdoc/>
    public bool Equals(ValueRanges? other) =>
        other is not null && (ReferenceEquals(this, other) || Ranges.AsSpan().SequenceEqual(other.Ranges.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueRanges);

    /// <inheritdoc/>
    public override int GetHashCode() => IsEmpty ? 0 : (int)(Ranges[0].Begin * 31 + Ranges[^1].End);

    /// <summary>As Mesos prints ranges: <c>[31000-31005, 32000-32000]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", Ranges)}]";

    private static void Append(ImmutableArray<ValueRange>.Builder merged, ValueRange range)
    {
        Primitives.Require.That(range.Begin <= range.End, "a range does not end before it begins");
        if (merged.Count > 0 && (range.Begin <= merged[^1].End || range.Begin - 1 == merged[^1].End))
            merged[^1] = new(merged[^1].Begin, Math.Max(merged[^1].End, range.End));
        else
            merged.Add(range);
    }
}
