using System.Text.Json;
using System.Text.Json.Nodes;
using MesosOperator.Embedded.Json;
using MesosOperator.Embedded.Kinds;

namespace MesosOperator.Embedded.Tables;

/// <summary>What stands in a cell of a table.</summary>
internal static class Cells
{
    private const string Unknown = "<unknown>";

    /// <summary>A column may name several paths, separated by blanks: the first that is there counts, or all where things are counted.</summary>
    public static JsonNode? Of(PrinterColumn column, JsonObject body, DateTimeOffset now)
    {
        var found = column.Path.Split(' ').Select(path => JsonPath.Find(body, path)).Where(value => value is not null).ToArray();
        return column.Type switch
        {
            "count" => found.Sum(value => (value as JsonObject)?.Count ?? 0),
            "date" => found.Length == 0 ? Unknown : Age(found[0]!.ToString(), now),
            "reference" => found.Length == 0 ? null : $"{found[0]!["kind"]?.ToString().ToLowerInvariant()}/{found[0]!["name"]}",
            "string" => found.Length == 0 ? null : Text(found[0]!),
            _ => found.Length == 0 ? null : found[0]!.DeepClone(),
        };
    }

    private static string Text(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object or JsonValueKind.Array => JsonText.ToText(value),
        _ => value.ToString(),
    };

    private static string Age(string text, DateTimeOffset now) =>
        Objects.ObjectTime.Read(text) is { } time ? HumanDuration.Of(now - time) : Unknown;
}
