using System.Text.Json.Nodes;

namespace MesosOperator.TestKit.Kubernetes;

/// <summary>Paths into objects, such as <c>/spec/size</c>; <c>[Ready]</c> is the item of a list whose type that is.</summary>
internal static class JsonPaths
{
    public static JsonNode? Find(JsonNode? root, string path) => Parts(path).Aggregate(root, Child);

    public static void Set(JsonObject root, string path, JsonNode? value)
    {
        var parts = Parts(path);
        var parent = parts[..^1].Aggregate((JsonNode)root, (node, part) =>
            Child(node, part) ?? (JsonNode)(node.AsObject()[part] = part == "conditions" ? new JsonArray() : new JsonObject()));
        if (parent is JsonArray list)
        {
            Remove(root, path);
            list.Add(value);
        }
        else
            parent[parts[^1]] = value;
    }

    public static void Remove(JsonObject root, string path)
    {
        var parts = Parts(path);
        var parent = parts[..^1].Aggregate((JsonNode?)root, Child);
        if (parent is JsonArray list && Child(list, parts[^1]) is { } item)
            list.Remove(item);
        else if (parent is JsonObject members)
            members.Remove(parts[^1]);
    }

    /// <summary>JSON merge patch (RFC 7396).</summary>
    public static JsonNode? Merge(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
            return patch?.DeepClone();
        var result = target is JsonObject members ? members.DeepClone().AsObject() : [];
        foreach (var (name, change) in changes)
            if (change is null)
                result.Remove(name);
            else
                result[name] = Merge(result[name], change);
        return result;
    }

    private static string[] Parts(string path) => path.Split('/')[1..];

    private static JsonNode? Child(JsonNode? node, string part) => node switch
    {
        JsonObject members => members[part],
        JsonArray items => items.FirstOrDefault(item => $"[{item!["type"]}]" == part),
        _ => null,
    };
}
