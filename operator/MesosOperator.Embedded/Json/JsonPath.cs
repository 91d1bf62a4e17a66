using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MesosOperator.Embedded.Json;

/// <summary>
/// The simple paths that printer columns, selectable fields and scales are written in: fields by name, and one item of
/// a list by the value of a field, as in <c>.status.conditions[?(@.type=="Ready")].status</c>.
/// </summary>
internal static partial class JsonPath
{
    public static JsonNode? Find(JsonNode? node, string path)
    {
        foreach (Match step in Step().Matches(path))
        {
            node = node switch
            {
                JsonObject fields when step.Groups["name"].Success => fields[step.Groups["name"].Value],
                JsonArray items when step.Groups["field"].Success => items.FirstOrDefault(
                    item => (item as JsonObject)?[step.Groups["field"].Value]?.ToString() == step.Groups["value"].Value),
                _ => null,
            };
            if (node is null)
                return null;
        }
        return node;
    }

    /// <summary>Sets a field, by a path of names alone; objects on the way are made.</summary>
    public static void Set(JsonObject node, string path, JsonNode? value)
    {
        var names = path.Split('.', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names[..^1])
        {
            if (node[name] is not JsonObject)
                node[name] = new JsonObject();
            node = node[name]!.AsObject();
        }
        node[names[^1]] = value;
    }

    [GeneratedRegex("""\.(?<name>[A-Za-z0-9_-]+)|\[\?\(@\.(?<field>[A-Za-z0-9_]+)==["'](?<value>[^"']*)["']\)\]""")]
    private static partial Regex Step();
}
