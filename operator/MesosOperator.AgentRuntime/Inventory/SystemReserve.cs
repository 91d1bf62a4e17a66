using System.Collections.Immutable;
using System.Globalization;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>What an agent does not offer of its host, by name; for names that are absent a default holds.</summary>
internal sealed record SystemReserve(ImmutableSortedDictionary<string, (double Amount, double Percent)> Parts)
{
    private static readonly string[] Names = ["cpus", "mem", "disk"];

    public static readonly SystemReserve Default = new(ImmutableSortedDictionary<string, (double, double)>.Empty);

    /// <summary>Reads such as <c>cpus:0.5;mem:2048;disk:10%</c>.</summary>
    public static Parsed<SystemReserve> Parse(string text)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var parts = ImmutableSortedDictionary.CreateBuilder<string, (double, double)>(StringComparer.Ordinal);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, value) = part.Split(':', 2) is [var left, var right] ? (left.Trim(), right.Trim()) : ("", "");
            var isPercent = value.EndsWith('%');
            if (!Names.Contains(name, StringComparer.Ordinal))
                problems.Add($"'{part}' is not cpus, mem or disk with a value");
            else if (!double.TryParse(value.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || isPercent && number >= 100)
                problems.Add($"{name}: '{value}' is neither an amount nor less than 100%");
            else if (!parts.TryAdd(name, isPercent ? (0, number) : (number, 0)))
                problems.Add($"{name}: given twice");
        }

        return new(new SystemReserve(parts.ToImmutable()), problems.ToImmutable());
    }

    /// <summary>What is left of so much, nothing at least; null where nothing was said about it.</summary>
    public double? Rest(string name, double total)
    {
        if (!Parts.TryGetValue(name, out var part))
            return null;
        var rest = Math.Max(0, total - part.Amount - total * part.Percent / 100);
        return name == "cpus" ? Math.Floor(rest * 1000) / 1000 : Math.Floor(rest);
    }
}
