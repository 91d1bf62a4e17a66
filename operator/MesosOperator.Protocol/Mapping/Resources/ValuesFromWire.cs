using MesosOperator.Core.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Resources;

/// <summary>The values of resources and attributes.</summary>
internal static class ValuesFromWire
{
    /// <summary>The amount in thousandths; null for one that is negative or beyond measure.</summary>
    public static Amount? Amount(Wire.Value.Types.Scalar scalar) =>
        Core.Resources.Amount.TryFromUnits(scalar.Value, out var amount) ? amount : null;

    public static ValueRanges Ranges(Wire.Value.Types.Ranges ranges) => ValueRanges.Of(ranges.Range.Select(Range));

    public static ValueRange Range(Wire.Value.Types.Range range) => new(range.Begin, range.End);

    /// <summary>What is wrong with ranges, or null.</summary>
    public static string? RangesProblem(Wire.Value.Types.Ranges ranges) =>
        ranges.Range.Any(range => range.Begin > range.End) ? "Invalid ranges resource: begin > end"
        : ValueRanges.Overlap(ranges.Range.Select(Range)) ? "Invalid ranges resource: overlapping ranges"
        : null;

    /// <summary>What is wrong with a set, or null.</summary>
    public static string? SetProblem(Wire.Value.Types.Set set) =>
        set.Item.Distinct(StringComparer.Ordinal).Count() < set.Item.Count ? "Invalid set resource: duplicated elements" : null;
}
