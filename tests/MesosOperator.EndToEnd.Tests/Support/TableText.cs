using System.Text.RegularExpressions;

namespace MesosOperator.EndToEnd.Tests.Support;

/// <summary>A table of kubectl with bars between its columns, without what differs from run to run.</summary>
internal static partial class TableText
{
    public static string Of(string table)
    {
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var starts = Heading().Matches(lines[0]).Select(heading => heading.Index).ToArray();
        return string.Concat(lines.Select(line => $"{string.Join(" | ", Cells(line, starts).Select(Lasting))}\n"));
    }

    private static IEnumerable<string> Cells(string line, int[] starts) => starts.Select((start, column) =>
        start >= line.Length ? "" : line[start..(column + 1 < starts.Length ? Math.Min(starts[column + 1], line.Length) : line.Length)].Trim());

    private static string Lasting(string cell) =>
        Version().Replace(Number().Replace(Piece().Replace(Identity().Replace(Age().Replace(cell, "AGE"), "UID"), "-HASH"), "$1N"), "VERSION");

    [GeneratedRegex(@"\S+")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:\d+[smhd])+$")]
    private static partial Regex Age();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Identity();

    [GeneratedRegex("-[0-9a-f]{6}$")]
    private static partial Regex Piece();

    [GeneratedRegex("(-[Oo])[0-9]+$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\d+\.\d+\.\d+\S*$")]
    private static partial Regex Version();
}
