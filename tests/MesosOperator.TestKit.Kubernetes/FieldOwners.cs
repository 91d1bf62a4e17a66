using System.Text.Json.Nodes;

namespace MesosOperator.TestKit.Kubernetes;

/// <summary>
/// Who set which field of one object. Much simpler than the real thing: a list is one field, but for conditions, which
/// are known by their type; and a path is owned only where it ends in a value.
/// </summary>
internal sealed class FieldOwners
{
    private readonly SortedDictionary<string, SortedSet<string>> _pathsByManager = new(StringComparer.Ordinal);

    public IEnumerable<string> Managers => _pathsByManager.Keys;

    /// <summary>Makes an object as a manager says it, and takes away what it said before and no longer says.</summary>
    public JsonObject Apply(JsonObject present, JsonObject wanted, string manager, string part, bool force)
    {
        var said = Leaves(wanted).Where(leaf => IsOwnable(leaf.Path) && IsOf(part, leaf.Path)).ToDictionary(leaf => leaf.Path, leaf => leaf.Value);
        var conflicts = said.Where(leaf => OwnedByOther(leaf.Key, manager) && !JsonNode.DeepEquals(JsonPaths.Find(present, leaf.Key), leaf.Value))
            .Select(leaf => leaf.Key).ToArray();
        if (conflicts.Length > 0 && !force)
            throw new FakeFailure(409, "Conflict", $"Apply failed with {conflicts.Length} conflict: {string.Join(", ", conflicts)}");
        var result = present.DeepClone().AsObject();
        foreach (var path in PathsOf(manager).Where(path => IsOf(part, path) && !said.ContainsKey(path) && !OwnedByOther(path, manager)))
            JsonPaths.Remove(result, path);
        foreach (var (path, value) in said)
            JsonPaths.Set(result, path, value?.DeepClone());
        foreach (var other in _pathsByManager.Where(other => other.Key != manager))
            other.Value.ExceptWith(conflicts);
        PathsOf(manager).RemoveWhere(path => IsOf(part, path));
        PathsOf(manager).UnionWith(said.Keys);
        return result;
    }

    /// <summary>What a manager changed without applying is its own from then on.</summary>
    public void Changed(JsonObject? before, JsonObject after, string manager)
    {
        var leaves = Leaves(after).Where(leaf => IsOwnable(leaf.Path)).ToArray();
        var changed = leaves.Where(leaf => !JsonNode.DeepEquals(JsonPaths.Find(before, leaf.Path), leaf.Value)).Select(leaf => leaf.Path).ToArray();
        foreach (var paths in _pathsByManager.Values)
        {
            paths.ExceptWith(changed);
            paths.IntersectWith(leaves.Select(leaf => leaf.Path));
        }
        PathsOf(manager).UnionWith(changed);
    }

    private SortedSet<string> PathsOf(string manager) =>
        _pathsByManager.TryGetValue(manager, out var paths) ? paths : _pathsByManager[manager] = new(StringComparer.Ordinal);

    private bool OwnedByOther(string path, string manager) =>
        _pathsByManager.Any(owner => owner.Key != manager && owner.Value.Contains(path));

    private static bool IsOf(string part, string path) => path.StartsWith("/status/", StringComparison.Ordinal) == (part == "status");

    private static bool IsOwnable(string path) =>
        path is not ("/apiVersion" or "/kind")
        && (!path.StartsWith("/metadata/", StringComparison.Ordinal)
            || path.StartsWith("/metadata/labels/", StringComparison.Ordinal)
            || path.StartsWith("/metadata/annotations/", StringComparison.Ordinal)
            || path is "/metadata/finalizers" or "/metadata/ownerReferences");

    private static IEnumerable<(string Path, JsonNode? Value)> Leaves(JsonNode node, string path = "")
    {
        if (node is JsonObject members)
            return members.SelectMany(member => member.Value is null ? [($"{path}/{member.Key}", null)] : Leaves(member.Value, $"{path}/{member.Key}"));
        if (node is JsonArray items && path == "/status/conditions")
            return items.Select(item => ($"{path}/[{item!["type"]}]", (JsonNode?)item));
        return [(path, node)];
    }
}
