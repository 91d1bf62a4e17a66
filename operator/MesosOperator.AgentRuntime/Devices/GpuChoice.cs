using System.Collections.Immutable;
using System.Globalization;

namespace MesosOperator.AgentRuntime.Devices;

/// <summary>Which graphics processors of the host an agent offers.</summary>
/// <param name="IsNone">None, whatever there is.</param>
/// <param name="Indexes">Those; null: all that there are.</param>
internal sealed record GpuChoice(bool IsNone, ImmutableArray<int>? Indexes)
{
    /// <summary>Reads <c>none</c>, <c>discover</c> or numbers separated by commas; null where it is something else.</summary>
    public static GpuChoice? Parse(string text)
    {
        if (text is "none" or "discover")
            return new(text == "none", null);
        var indexes = ImmutableArray.CreateBuilder<int>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || indexes.Contains(index))
                return null;
            indexes.Add(index);
        }

        return new(false, indexes.ToImmutable());
    }
}
