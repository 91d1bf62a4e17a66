using CsCheck;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Tests.Resources;

/// <summary>Ranges against the obvious: a set of numbers.</summary>
public class ValueRangesTests
{
    [Fact]
    public void Ranges_hold_the_numbers_of_their_parts() => ResourceGen.RangeList.Sample(ranges =>
        Numbers(ValueRanges.Of(ranges)).SetEquals(ranges.SelectMany(range => Between(range.Begin, range.End))));

    [Fact]
    public void Ranges_are_sorted_disjoint_and_do_not_touch() => ResourceGen.Ranges.Sample(ranges =>
        ranges.Ranges.Zip(ranges.Ranges.Skip(1), (left, right) => left.End + 1 < right.Begin).All(apart => apart));

    [Fact]
    public void They_combine_as_sets_of_numbers_do() => Gen.Select(ResourceGen.Ranges, ResourceGen.Ranges).Sample((a, b) =>
        Numbers(a.Union(b)).SetEquals(Numbers(a).Union(Numbers(b)))
        && Numbers(a.Except(b)).SetEquals(Numbers(a).Except(Numbers(b)))
        && a.Covers(b) == Numbers(a).IsSupersetOf(Numbers(b))
        && a.Equals(b) == Numbers(a).SetEquals(Numbers(b))
        && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode())
        && a.Count() == (ulong)Numbers(a).Count);

    [Fact]
    public void K22_overlapping_ranges_are_seen() => ResourceGen.RangeList.Sample(ranges =>
        ValueRanges.Overlap(ranges) == (ranges.Sum(range => (int)(range.End - range.Begin + 1)) != Numbers(ValueRanges.Of(ranges)).Count));

    [Fact]
    public void The_last_number_of_all_is_no_edge_to_fall_from()
    {
        var last = ValueRanges.Of(new ValueRange(ulong.MaxValue - 1, ulong.MaxValue));
        var all = ValueRanges.Of(new ValueRange(0, ulong.MaxValue));
        Assert.Equal(all, ValueRanges.Of(new ValueRange(ulong.MaxValue, ulong.MaxValue), new ValueRange(0, ulong.MaxValue - 1)));
        Assert.Equal(ValueRanges.Of(new ValueRange(0, ulong.MaxValue - 2)), all.Except(last));
        Assert.True(all.Except(all).IsEmpty);
        Assert.True(all.Covers(last));
        Assert.False(last.Covers(all));
    }

    [Fact]
    public void A_range_that_ends_before_it_begins_is_refused() =>
        Assert.Throws<InvariantViolationException>(() => ValueRanges.Of(new ValueRange(2, 1)));

    private static HashSet<ulong> Numbers(ValueRanges ranges) =>
        [.. ranges.Ranges.SelectMany(range => Between(range.Begin, range.End))];

    private static IEnumerable<ulong> Between(ulong begin, ulong end)
    {
        for (var number = begin; number <= end; number++)
            yield return number;
    }
}
