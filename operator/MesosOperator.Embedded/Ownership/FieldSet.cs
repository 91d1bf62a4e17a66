using System.Text.Json.Nodes;

namespace MesosOperator.Embedded.Ownership;

/// <summary>
/// Fields of an object, as a tree. Its branches are written as in <c>fieldsV1</c>: <c>f:name</c> is a field,
/// <c>k:{"type":"Ready"}</c> an item of a list by its key, <c>v:"x"</c> an item that is its own key.
/// </summary>
internal sealed class FieldSet
{
    private const string Self = ".";

    private readonly SortedDictionary<string, FieldSet> _children = new(StringComparer.Ordinal);

    /// <summary>Whether the place itself belongs to the set, not only something in it.</summary>
    public bool IsMember { get; set; }

    public bool IsEmpty => !IsMember && _children.Count == 0;

    public IEnumerable<KeyValuePair<string, FieldSet>> Children => _children;

    public static FieldSet Read(JsonNode? text)
    {
        var set = new FieldSet();
        foreach (var (name, inner) in text as JsonObject ?? [])
        {
            if (name == Self)
                set.IsMember = true;
            else
                set._children[name] = Read(inner);
        }
        if (set._children.Count == 0)
            set.IsMember = true;
        return set;
    }

    /// <summary>The whole of an object is never a member: an empty text is an empty set.</summary>
    public static FieldSet ReadRoot(JsonNode? text) => text is JsonObject { Count: > 0 } ? Read(text) : new();

    public JsonObject Write()
    {
        var text = new JsonObject();
        if (IsMember && _children.Count > 0)
            text[Self] = new JsonObject();
        foreach (var (name, child) in _children)
            text[name] = child.Write();
        return text;
    }

    public FieldSet? Find(string name) => _children.GetValueOrDefault(name);

    /// <summary>The branch of a name, made if it is not there.</summary>
    public FieldSet Child(string name)
    {
        if (!_children.TryGetValue(name, out var child))
            _children[name] = child = new();
        return child;
    }

    public void Add(FieldSet other)
    {
        IsMember |= other.IsMember;
        foreach (var (name, child) in other._children)
            Child(name).Add(child);
    }

    public void Remove(FieldSet other)
    {
        IsMember &= !other.IsMember;
        foreach (var (name, child) in other._children)
        {
            if (!_children.TryGetValue(name, out var own))
                continue;
            own.Remove(child);
            if (own.IsEmpty)
                _children.Remove(name);
        }
    }

    /// <summary>The members that both sets have, as users read them: <c>.spec.roles</c>.</summary>
    public IEnumerable<string> Common(FieldSet other, string path = "")
    {
        if (IsMember && other.IsMember)
            yield return path;
        foreach (var (name, child) in _children)
            if (other.Find(name) is { } match)
                foreach (var found in child.Common(match, path + Shown(name)))
                    yield return found;
    }

    private static string Shown(string name)
    {
        if (name.StartsWith("f:", StringComparison.Ordinal))
            return $".{name[2..]}";
        if (name.StartsWith("k:", StringComparison.Ordinal) && JsonNode.Parse(name[2..]) is JsonObject key)
            return $"[{string.Join(',', key.Select(field => $"{field.Key}={field.Value?.ToJsonString()}"))}]";
        return $"[={name[2..]}]";
    }
}
