using System.Text.Json.Nodes;

namespace MesosOperator.Embedded.Json;

/// <summary>
/// Strategic merge patch, as far as the core kinds that are served here need it: objects merge, owners merge by uid,
/// finalizers are a set, other lists are replaced.
/// </summary>
internal static class StrategicPatch
{
    private const string DeletePrefix = "$deleteFromPrimitiveList/";

    public static void Apply(JsonObject target, JsonObject patch)
    {
        if (patch["$patch"]?.ToString() == "replace")
            target.Clear();
        foreach (var (name, change) in patch)
        {
            if (name.StartsWith(DeletePrefix, StringComparison.Ordinal))
                Drop(target[name[DeletePrefix.Length..]] as JsonArray, change as JsonArray);
            else if (name.StartsWith('$'))
                continue;
            else if (change is null || (change as JsonObject)?["$patch"]?.ToString() == "delete")
                target.Remove(name);
            else if (change is JsonObject fields)
                Apply(ChildOf(target, name), fields);
            else if (change is JsonArray items && name is "finalizers" or "ownerReferences")
                target[name] = Merge(target[name] as JsonArray, (JsonArray)change, name == "ownerReferences" ? "uid" : null);
            else
                target[name] = change.DeepClone();
        }
    }

    private static JsonObject ChildOf(JsonObject target, string name)
    {
        if (target[name] is JsonObject present)
            return present;
        var child = new JsonObject();
        target[name] = child;
        return child;
    }

    private static JsonArray Merge(JsonArray? present, JsonArray changes, string? key)
    {
        var result = present?.DeepClone().AsArray() ?? [];
        foreach (var change in changes)
        {
            var isDelete = (change as JsonObject)?["$patch"]?.ToString() == "delete";
            var old = result.FirstOrDefault(item => JsonNode.DeepEquals(KeyOf(item), KeyOf(change)));
            if (old is JsonObject fields && change is JsonObject more && !isDelete)
                Apply(fields, more);
            else if (old is not null && isDelete)
                result.Remove(old);
            else if (old is null && !isDelete)
                result.Add(change?.DeepClone());
        }
        return result;

        JsonNode? KeyOf(JsonNode? item) => key is null ? item : (item as JsonObject)?[key];
    }

    private static void Drop(JsonArray? present, JsonArray? gone)
    {
        foreach (var value in gone ?? [])
            if (present?.FirstOrDefault(item => JsonNode.DeepEquals(item, value)) is { } found)
                present.Remove(found);
    }
}
