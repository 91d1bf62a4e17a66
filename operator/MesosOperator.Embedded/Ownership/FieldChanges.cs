using System.Text.Json.Nodes;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Embedded.Ownership;

/// <summary>What is in an object, and what differs between two states of it.</summary>
internal sealed class FieldChanges
{
    /// <summary>Fields that are new or have another value.</summary>
    public FieldSet Changed { get; } = new();

    /// <summary>Fields that are gone.</summary>
    public FieldSet Removed { get; } = new();

    public static FieldChanges Between(JsonNode before, JsonNode after, SchemaNode schema)
    {
        var changes = new FieldChanges();
        Compare(before, after, schema, changes.Changed, changes.Removed);
        return changes;
    }

    public static FieldSet AllOf(JsonObject value, SchemaNode schema)
    {
        var set = new FieldSet();
        if (value.Count > 0)
            AddAll(set, value, schema);
        return set;
    }

    private static void Compare(JsonNode? before, JsonNode? after, SchemaNode? schema, FieldSet changed, FieldSet removed)
    {
        if (JsonNode.DeepEquals(before, after))
            return;
        var (old, now) = (Parts.Of(before, schema), Parts.Of(after, schema));
        if (old is null || now is null)
        {
            AddAll(changed, after, schema);
            if (old is not null || now is not null)
                AddAll(removed, before, schema);
            return;
        }
        var remaining = old.ToDictionary(part => part.Name, StringComparer.Ordinal);
        foreach (var part in now)
        {
            if (!remaining.Remove(part.Name, out var was))
                AddAll(changed.Child(part.Name), part.Value, part.Schema, isItem: IsItem(part));
            else if (!JsonNode.DeepEquals(was.Value, part.Value))
                Descend(was.Value, part);
        }
        foreach (var part in remaining.Values)
            AddAll(removed.Child(part.Name), part.Value, part.Schema, isItem: IsItem(part));

        void Descend(JsonNode? was, Part part)
        {
            FieldSet more = new(), less = new();
            Compare(was, part.Value, part.Schema, more, less);
            if (!more.IsEmpty)
                changed.Child(part.Name).Add(more);
            if (!less.IsEmpty)
                removed.Child(part.Name).Add(less);
        }
    }

    private static bool IsItem(Part part) => part.Name[0] == 'k';

    /// <summary>An item of a list belongs to the set besides its fields.</summary>
    private static void AddAll(FieldSet set, JsonNode? value, SchemaNode? schema, bool isItem = false)
    {
        if (Parts.Of(value, schema) is not { } parts)
        {
            set.IsMember = true;
            return;
        }
        set.IsMember |= isItem;
        foreach (var part in parts)
            AddAll(set.Child(part.Name), part.Value, part.Schema, IsItem(part));
    }
}
