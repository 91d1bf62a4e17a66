using System.Text.RegularExpressions;

namespace MesosOperator.Embedded.Tests.Kubectls;

/// <summary>What kubectl wrote, without what differs from run to run.</summary>
internal static partial class Shown
{
    public static string Of(string text) => Identity().Replace(Time().Replace(Version().Replace(Age().Replace(text, "AGE$1"), "$1VERSION"), "TIME"), "UID");

    [GeneratedRegex(@"(?<=\s)(?:\d+[smh]){1,2}([ ]*)$", RegexOptions.Multiline)]
    private static partial Regex Age();

    [GeneratedRegex("""([rR]esource ?[vV]ersion"?: +"?)\d+""")]
    private static partial Regex Version();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")]
    private static partial Regex Time();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?!-S)")]
    private static partial Regex Identity();
}
