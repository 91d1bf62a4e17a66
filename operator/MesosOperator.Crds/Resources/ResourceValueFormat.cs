using System.Globalization;
using MesosOperator.Core.Resources;
using MesosOperator.Crds.Expressions;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Resources;

/// <summary>What a <see cref="ResourceValue"/> looks like, and what it means.</summary>
internal sealed class ResourceValueFormat : ITextFormat
{
    private const string RangesPattern = @"\[[0-9]{1,19}-[0-9]{1,19}(, ?[0-9]{1,19}-[0-9]{1,19})*\]";

    private const string SetPattern = @"\{[^{}, ]+(, ?[^{}, ]+)*\}";

    public static string Pattern { get; } = $"^({QuantityFormat.Pattern[1..^1]}|{RangesPattern}|{SetPattern})$";

    public static int MaxLength => 4096;

    public static string? Problem(string text)
    {
        if (!Patterns.Read(Pattern).IsMatch(text))
            return "must be a quantity such as 500m or 512Mi, ranges such as [31000-31005], or a set such as {sdb, sdc}";
        if (text[0] != '[')
            return null;
        var ranges = ReadRanges(text);
        return ranges.Any(range => range.Begin > range.End) ? "has a range that ends before it begins"
            : ValueRanges.Overlap(ranges) ? "has ranges that overlap"
            : null;
    }

    /// <summary>The resource meant by a value without problems; null when its amount is beyond measure.</summary>
    public static Resource? Read(string name, string text) => text[0] switch
    {
        '[' => Resource.Of(name, ValueRanges.Of(ReadRanges(text))),
        '{' => Resource.Of(name, ValueSet.Of(Items(text))),
        _ => ResourceUnits.TryToAmount(name, new(text), out var amount) ? Resource.Of(name, amount) : null,
    };

    private static ValueRange[] ReadRanges(string text) => [.. Items(text).Select(item => item.Split('-')).Select(
        ends => new ValueRange(ulong.Parse(ends[0], CultureInfo.InvariantCulture), ulong.Parse(ends[1], CultureInfo.InvariantCulture)))];

    private static string[] Items(string text) => text[1..^1].Split(',', StringSplitOptions.TrimEntries);
}
