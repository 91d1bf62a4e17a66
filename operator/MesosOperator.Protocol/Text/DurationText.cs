using System.Globalization;

namespace MesosOperator.Protocol.Text;

/// <summary>Durations as people and Mesos' tools write them: <c>500ms</c>, <c>15secs</c>, <c>2m</c>.</summary>
public static class DurationText
{
    /// <summary>The units by the length of their names, so that no name is taken for the end of another.</summary>
    private static readonly (string Suffix, double Seconds)[] Units =
    [
        ("weeks", 604_800), ("secs", 1), ("mins", 60), ("days", 86_400), ("hrs", 3600), ("ns", 1e-9), ("us", 1e-6), ("ms", 1e-3),
        ("s", 1), ("m", 60), ("h", 3600),
    ];

    /// <summary>Reads a duration that is not negative; null where the text is none.</summary>
    public static TimeSpan? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (suffix, seconds) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && double.TryParse(text[..^suffix.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * seconds < TimeSpan.MaxValue.TotalSeconds)
            {
                return TimeSpan.FromSeconds(number * seconds);
            }
        }

        return null;
    }
}
