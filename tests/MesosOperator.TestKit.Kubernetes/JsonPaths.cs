using System.Text.Json.Nodes;

namespace MesosOperator.TestKit.Kubernetes;

/// <summary>Paths into objects, such as <c>/spec/size</c>; <c>[Ready]</c> is the item of that name in a list that knows its items by one.</summary>
internal static class JsonPaths
{
    public static JsonNode? Find(JsonNode? root, string path) => Parts(path).Aggregate(root, Child);

    public static void Set(JsonObject root, string path, JsonNode? value)
    {
        var parts = Parts(path);
        var (parent, at) = ((JsonNode)root, "");
        foreach (var part in parts[..^1])
        {
            at += $"/{part}";
            parent = Child(parent, part) ?? (parent.AsObject()[part] = HasNamedItems(at) ? new JsonArray() : new JsonObject());
        }
        if (parent is not JsonArray list)
            parent[parts[^1]] = value;
        else if (Child(list, parts[^1]) is { } present)
            list[list.IndexOf(present)] = value;
        else
            list.Add(value);
    }

    /// <summary>Removes what is there, and what holds nothing else.</summary>
    public static void Remove(JsonObject root, string path)
    {
        var parts = Parts(path);
        for (var count = parts.Length; count > 0; count--)
        {
            var parent = parts[..(count - 1)].Aggregate((JsonNode?)root, Child);
            var child = Child(parent, parts[count - 1]);
            if (count < parts.Length && child is not (JsonObject { Count: 0 } or JsonArray { Count: 0 }))
                return;
            if (parent is JsonArray list && child is not null)
                list.Remove(child);
            else if (parent is JsonObject members)
                members.Remove(parts[count - 1]);
        }
    }

    /// <summary>Whether a list knows its items by a name rather than by their place.</summary>
    public static bool HasNamedItems(string path) =>
        path is "/status/conditions" or "/metadata/finalizers" or "/metadata/ownerReferences";

    /// <summary>A name as a part of a path, which slashes in it would end (RFC 6901).</summary>
    public static string Escape(string name) => name.Replace("~", "~0").Replace("/", "~1");

    public static string NameOf(JsonNode? item) => item is JsonObject members ? $"[{members["type"] ?? members["uid"]}]" : $"[{item}]";

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

    private static string[] Parts(string path) => [.. path.Split('/')[1..].Select(part => part.Replace("~1", "/").Replace("~0", "~"))];

    private static JsonNode? Child(JsonNode? node, string part) => node switch
    {
        JsonObject members => members[part],
        JsonArray items => items.FirstOrDefault(item => NameOf(item) == part),
        _ => null,
    };
}
