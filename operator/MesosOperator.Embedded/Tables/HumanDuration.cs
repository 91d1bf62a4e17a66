using System.Globalization;

namespace MesosOperator.Embedded.Tables;

/// <summary>How long ago something was, as kubectl users read it: <c>45s</c>, <c>5m30s</c>, <c>3h</c>, <c>12d</c>.</summary>
internal static class HumanDuration
{
    private static readonly (double Below, string Large, double LargeSeconds, string Small, double SmallSeconds)[] Ranges =
    [
        (120, "s", 1, "", 0),
        (10 * 60, "m", 60, "s", 1),
        (3 * 3600, "m", 60, "", 0),
        (8 * 3600, "h", 3600, "m", 60),
        (48 * 3600, "h", 3600, "", 0),
        (8 * 86400, "d", 86400, "h", 3600),
        (365 * 2 * 86400, "d", 86400, "", 0),
        (365 * 8 * 86400, "y", 365 * 86400, "d", 86400),
        (double.PositiveInfinity, "y", 365 * 86400, "", 0),
    ];

    public static string Of(TimeSpan span)
    {
        var seconds = Math.Floor(span.TotalSeconds);
        if (seconds < -1)
            return "<invalid>";
        seconds = Math.Max(0, seconds);
        var range = Ranges.First(range => seconds < range.Below);
        var large = Math.Floor(seconds / range.LargeSeconds);
        var small = range.SmallSeconds == 0 ? 0 : Math.Floor((seconds - large * range.LargeSeconds) / range.SmallSeconds);
        return string.Create(CultureInfo.InvariantCulture, $"{large}{range.Large}{(small > 0 ? $"{small}{range.Small}" : "")}");
    }
}
