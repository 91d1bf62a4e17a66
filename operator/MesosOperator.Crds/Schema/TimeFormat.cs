using System.Globalization;

namespace MesosOperator.Crds.Schema;

/// <summary>A time, as RFC 3339 writes it.</summary>
internal static class TimeFormat
{
    /// <summary>The name that schemas have for it.</summary>
    public const string Name = "date-time";

    public static readonly TextRule Rule = new("", 40, Problem);

    private static string? Problem(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) ? null : "must be a time such as 2026-11-22T10:00:00Z";
}
