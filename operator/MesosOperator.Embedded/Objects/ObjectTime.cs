using System.Globalization;

namespace MesosOperator.Embedded.Objects;

/// <summary>Times as objects say them: whole seconds, in UTC.</summary>
internal static class ObjectTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string Now(TimeProvider time) => time.GetUtcNow().UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTimeOffset? Read(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
