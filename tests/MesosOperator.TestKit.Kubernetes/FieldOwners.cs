using System.Text.Json.Nodes;

namespace MesosOperator.TestKit.Kubernetes;

/// <summary>
/// Who set which field of one object. Simpler than the real thing, which knows schemas: a list is one field, but for
/// conditions, owners and finalizers, whose items are fields by their type, uid and text; a path is owned only where it ends
/// in a value. Who applies and who writes otherwise are two managers, even under one name.
/// </summary>
internal sealed class FieldOwners
{
    private readonly SortedDictionary<(string Name, string Operation), SortedSet<string>> _pathsByManager = [];

    /// <summary>Those who own something, as an object's metadata tell it; of what they own, nothing is told.</summary>
    public JsonArray ManagedFields => new([.. _pathsByManager.Where(owner => owner.Value.Count > 0).Select(owner => new JsonObject
    {
        ["manager"] = owner.Key.Name,
        ["operation"] = owner.Key.Operation,
        ["fieldsType"] = "FieldsV1",
        ["fieldsV1"] = new JsonObject(),
    })]);

    /// <summary>Makes an object as a manager says it, and takes away what it said before and no longer says.</summary>
    public JsonObject Apply(JsonObject present, JsonObject wanted, string name, string part, bool force)
    {
        var manager = (name, "Apply");
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
    public void Changed(JsonObject? before, JsonObject after, string name)
    {
        var manager = (name, "Update");
        var leaves = Leaves(after).Where(leaf => IsOwnable(leaf.Path)).ToArray();
        var changed = leaves.Where(leaf => !JsonNode.DeepEquals(JsonPaths.Find(before, leaf.Path), leaf.Value)).Select(leaf => leaf.Path).ToArray();
        foreach (var paths in _pathsByManager.Values)
        {
            paths.ExceptWith(changed);
            paths.IntersectWith(leaves.Select(leaf => leaf.Path));
        }
        PathsOf(manager).UnionWith(changed);
    }

    private SortedSet<string> PathsOf((string, string) manager) =>
        _pathsByManager.TryGetValue(manager, out var paths) ? paths : _pathsByManager[manager] = new(StringComparer.Ordinal);

    private bool OwnedByOther(string path, (string, string) manager) =>
        _pathsByManager.Any(owner => owner.Key != manager && owner.Value.Contains(path));

    private static bool IsOf(string part, string path) => path.StartsWith("/status/", StringComparison.Ordinal) == (part == "status");

    private static bool IsOwnable(string path) =>
        path is not ("/apiVersion" or "/kind")
        && (!path.StartsWith("/metadata/", StringComparison.Ordinal)
            || path.StartsWith("/metadata/labels/", StringComparison.Ordinal)
            || path.StartsWith("/metadata/annotations/", StringComparison.Ordinal)
            || path.StartsWith("/metadata/finalizers/", StringComparison.Ordinal)
            || path.StartsWith("/metadata/ownerReferences/", StringComparison.Ordinal));

    private static IEnumerable<(string Path, JsonNode? Value)> Leaves(JsonNode node, string path = "")
    {
        if (node is JsonObject members)
            return members.SelectMany(member => Member(member.Value, $"{path}/{JsonPaths.Escape(member.Key)}"));
        if (node is JsonArray items && JsonPaths.HasNamedItems(path))
            return items.Select(item => ($"{path}/{JsonPaths.Escape(JsonPaths.NameOf(item))}", item));
        return [(path, node)];
    }

    private static IEnumerable<(string Path, JsonNode? Value)> Member(JsonNode? value, string path) =>
        value is null ? [(path, null)] : Leaves(value, path);
}
