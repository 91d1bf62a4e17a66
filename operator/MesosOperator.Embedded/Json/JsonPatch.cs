using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MesosOperator.Embedded.Json;

/// <summary>JSON patch (RFC 6902). Fails with <see cref="JsonException"/> where an operation cannot be done.</summary>
internal static class JsonPatch
{
    private const int OperationsMax = 10_000;

    /// <summary>What a document becomes; the one given stays as it is.</summary>
    public static JsonNode? Apply(JsonNode document, JsonNode? patch)
    {
        if (patch is not JsonArray operations)
            throw new JsonException("a JSON patch is a list of operations");
        if (operations.Count > OperationsMax)
            throw new JsonException($"a JSON patch has {OperationsMax} operations at most");
        var root = new JsonObject { ["root"] = document.DeepClone() };
        foreach (var operation in operations)
            Apply(root, operation as JsonObject ?? throw new JsonException("an operation of a JSON patch is an object"));
        return Detached(root, "root");
    }

    private static void Apply(JsonObject root, JsonObject operation)
    {
        var path = PathOf(operation, "path");
        switch (operation["op"]?.ToString())
        {
            case "add":
                Add(root, path, operation["value"]?.DeepClone());
                break;
            case "remove":
                Remove(root, path);
                break;
            case "replace":
                Remove(root, path);
                Add(root, path, operation["value"]?.DeepClone());
                break;
            case "move":
                Add(root, path, Remove(root, PathOf(operation, "from")));
                break;
            case "copy":
                Add(root, path, Find(root, PathOf(operation, "from"))?.DeepClone());
                break;
            case "test" when JsonNode.DeepEquals(Find(root, path), operation["value"]):
                break;
            case "test":
                throw new JsonException($"testing value {operation["path"]} failed");
            default:
                throw new JsonException($"unexpected kind of operation: {operation["op"]}");
        }
    }

    private static string[] PathOf(JsonObject operation, string name)
    {
        var path = operation[name]?.ToString() ?? throw new JsonException($"an operation has no {name}");
        if (path.Length > 0 && path[0] != '/')
            throw new JsonException($"a path begins with a slash: {path}");
        return ["root", .. path.Split('/').Skip(1).Select(part => part.Replace("~1", "/").Replace("~0", "~"))];
    }

    private static JsonNode? Find(JsonNode root, ReadOnlySpan<string> path)
    {
        var found = root;
        foreach (var part in path)
            found = Child(found, part);
        return found;
    }

    private static JsonNode? Child(JsonNode? parent, string part) => parent switch
    {
        JsonObject fields when fields.TryGetPropertyValue(part, out var value) => value,
        JsonArray items when IndexOf(items, part) is var index && index < items.Count => items[index],
        _ => throw Missing(part),
    };

    private static void Add(JsonNode root, string[] path, JsonNode? value)
    {
        switch (Find(root, path.AsSpan()[..^1]))
        {
            case JsonObject fields:
                fields[path[^1]] = value;
                break;
            case JsonArray items when path[^1] == "-":
                items.Add(value);
                break;
            case JsonArray items when IndexOf(items, path[^1]) is var index:
                items.Insert(index, value);
                break;
            default:
                throw Missing(path[^1]);
        }
    }

    private static JsonNode? Remove(JsonNode root, string[] path)
    {
        var removed = Find(root, path);
        switch (Find(root, path.AsSpan()[..^1]))
        {
            case JsonObject fields:
                fields.Remove(path[^1]);
                break;
            case JsonArray items:
                items.RemoveAt(IndexOf(items, path[^1]));
                break;
        }
        return removed;
    }

    private static int IndexOf(JsonArray items, string part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= items.Count ? index : throw Missing(part);

    private static JsonNode? Detached(JsonObject root, string name) => root.Remove(name, out var value) ? value : null;

    private static JsonException Missing(string part) => new($"the patch names a place that is not there: {part}");
}
