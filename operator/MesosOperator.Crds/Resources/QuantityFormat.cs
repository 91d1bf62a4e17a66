using System.Globalization;
using MesosOperator.Crds.Expressions;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Resources;

/// <summary>What a <see cref="Quantity"/> looks like.</summary>
internal sealed class QuantityFormat : ITextFormat
{
    private static readonly Dictionary<string, decimal> Factors = new(StringComparer.Ordinal)
    {
        ["m"] = 0.001m,
        [""] = 1,
        ["k"] = 1e3m,
        ["M"] = 1e6m,
        ["G"] = 1e9m,
        ["T"] = 1e12m,
        ["Ki"] = 1L << 10,
        ["Mi"] = 1L << 20,
        ["Gi"] = 1L << 30,
        ["Ti"] = 1L << 40,
    };

    /// <summary>The most units, of any suffix.</summary>
    public const long UnitsMax = 9_999_999_999_999_999;

    /// <summary>So few digits that every quantity fits a decimal.</summary>
    public static string Pattern => @"^[0-9]{1,16}(\.[0-9]{1,6})?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$";

    public static int MaxLength => 24;

    public static string? Problem(string text) =>
        TryRead(text, out _) ? null : "must be a quantity such as 4, 0.5, 500m or 512Mi";

    public static bool TryRead(string? text, out decimal value)
    {
        value = 0;
        if (text is null || !Patterns.Read(Pattern).IsMatch(text))
            return false;
        var digits = text.TrimEnd('m', 'k', 'K', 'M', 'G', 'T', 'i');
        value = decimal.Parse(digits, CultureInfo.InvariantCulture) * Factors[text[digits.Length..]];
        return true;
    }
}
