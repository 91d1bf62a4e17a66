using System.Collections.Immutable;
using MesosOperator.Protocol.Mesos.V1;
using Range = MesosOperator.Protocol.Mesos.V1.Value.Types.Range;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>
/// Adds resources of equal names, types and static roles: numbers add, ranges and sets unite. The order of first mention is kept.
/// </summary>
internal static class ResourceSum
{
    public static ImmutableArray<Resource> Of(IEnumerable<Resource> resources)
    {
        var sums = ImmutableArray.CreateBuilder<Resource>();
        foreach (var resource in resources)
        {
            var sum = sums.FirstOrDefault(known => IsAlike(known, resource));
            if (sum is null)
                sums.Add(sum = resource.Clone());
            else
                Add(sum, resource);
            if (sum.Ranges is { } ranges)
                sum.Ranges = Unite(ranges.Range);
        }

        return sums.ToImmutable();
    }

    private static bool IsAlike(Resource one, Resource other) =>
        one.Name == other.Name && one.Type == other.Type && StaticRole.Of(one) == StaticRole.Of(other);

    private static void Add(Resource sum, Resource more)
    {
        switch (sum.Type)
        {
            case Value.Types.Type.Scalar:
                sum.Scalar.Value = Math.Round(sum.Scalar.Value + more.Scalar.Value, 3);
                break;
            case Value.Types.Type.Ranges:
                sum.Ranges.Range.Add(more.Ranges.Range);
                break;
            case Value.Types.Type.Set:
                sum.Set.Item.Add(more.Set.Item.Except(sum.Set.Item, StringComparer.Ordinal).ToArray());
                break;
        }
    }

    /// <summary>Sorted, with overlapping and adjacent ranges joined.</summary>
    private static Value.Types.Ranges Unite(IEnumerable<Range> ranges)
    {
        var united = new Value.Types.Ranges();
        foreach (var range in ranges.OrderBy(range => range.Begin).ThenBy(range => range.End))
        {
            var last = united.Range.LastOrDefault();
            if (last is not null && (range.Begin <= last.End || range.Begin - last.End == 1))
                last.End = Math.Max(last.End, range.End);
            else
                united.Range.Add(range.Clone());
        }

        return united;
    }
}
