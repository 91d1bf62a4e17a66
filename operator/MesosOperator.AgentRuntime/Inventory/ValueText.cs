using System.Globalization;
using System.Text.RegularExpressions;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>
/// Mesos' text form of values: <c>4</c>, <c>0.5</c>, <c>[1-2, 5-9]</c>, <c>{a, b}</c>. Each reader returns null and says
/// why when the text is not such a value.
/// </summary>
internal static partial class ValueText
{
    /// <summary>Far beyond any machine, and safely inside what thousandths in 64 bits hold.</summary>
    private const decimal LargestScalar = 1_000_000_000_000m;

    [GeneratedRegex(@"^\s*(\d+)\s*-\s*(\d+)\s*$")]
    private static partial Regex RangeForm();

    /// <summary>A number with at most three decimals that count; more are rounded, as Mesos rounds them.</summary>
    public static Value.Types.Scalar? Scalar(string text, out string problem)
    {
        problem = "";
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            problem = $"'{text}' is not a number";
        else if (number is < 0 or > LargestScalar)
            problem = $"{text} is not between 0 and {LargestScalar.ToString(CultureInfo.InvariantCulture)}";
        else if (number > 0 && Math.Round(number, 3) == 0)
            problem = $"{text} is less than a thousandth";
        return problem.Length > 0 ? null : new Value.Types.Scalar { Value = (double)Math.Round(number, 3) };
    }

    public static Value.Types.Ranges? Ranges(string text, out string problem)
    {
        problem = "";
        if (!text.StartsWith('[') || !text.EndsWith(']'))
        {
            problem = $"'{text}' is not a list of ranges such as [31000-32000, 33000-33010]";
            return null;
        }

        var ranges = new Value.Types.Ranges();
        foreach (var part in text[1..^1].Split(','))
        {
            var match = RangeForm().Match(part);
            if (!match.Success
                || !ulong.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var begin)
                || !ulong.TryParse(match.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var end))
                problem = $"'{part.Trim()}' is not a range such as 31000-32000";
            else if (begin > end)
                problem = $"range {part.Trim()} ends before it begins";
            else
                ranges.Range.Add(new Value.Types.Range { Begin = begin, End = end });
        }

        return problem.Length > 0 ? null : ranges;
    }

    public static Value.Types.Set? Set(string text, out string problem)
    {
        problem = "";
        var items = text.StartsWith('{') && text.EndsWith('}') ? text[1..^1].Split(',', StringSplitOptions.TrimEntries) : [];
        if (items.Length == 0 || items.Contains(""))
        {
            problem = $"'{text}' is not a set such as {{a, b}}";
            return null;
        }

        return new Value.Types.Set { Item = { items.Distinct(StringComparer.Ordinal) } };
    }
}
