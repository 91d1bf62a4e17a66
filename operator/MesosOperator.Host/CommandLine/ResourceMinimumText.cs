using System.CommandLine.Parsing;
using System.Globalization;
using MesosOperator.Core.Resources;

namespace MesosOperator.Host.CommandLine;

/// <summary>The least that is worth offering, as Mesos writes it: <c>cpus:0.01|mem:32</c>, with <c>;</c> between what is needed together.</summary>
internal static class ResourceMinimumText
{
    /// <summary>Reads it; an empty text means that anything is worth offering.</summary>
    public static ResourceMinimum? Read(ArgumentResult text)
    {
        var value = text.Tokens[^1].Value;
        var minimums = value.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Quantities).ToArray();
        if (Array.TrueForAll(minimums, enough => enough is not null))
            return new([.. minimums.OfType<ResourceQuantities>()]);
        text.AddError($"--min-allocatable-resources '{value}': must be amounts, written like cpus:0.01|mem:32");
        return null;
    }

    /// <summary>Writes it.</summary>
    public static string Of(ResourceMinimum minimum) =>
        string.Join('|', minimum.AnyOf.Select(enough => enough.ToString().Replace("; ", ";", StringComparison.Ordinal)));

    private static ResourceQuantities? Quantities(string text)
    {
        var quantities = new List<ResourceQuantity>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.LastIndexOf(':');
            if (colon <= 0
                || !double.TryParse(part[(colon + 1)..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var units)
                || !Amount.TryFromUnits(units, out var amount)
                || amount.IsZero)
                return null;
            quantities.Add(new(part[..colon], amount));
        }

        return quantities.Count > 0 ? ResourceQuantities.Of(quantities) : null;
    }
}
