using System.Text.Json.Nodes;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Embedded.Ownership;

/// <summary>Brings what one manager applies into what is there.</summary>
internal static class FieldMerge
{
    /// <summary>What a value becomes when another is applied to it; both stay as they are.</summary>
    public static JsonNode? Merge(JsonNode? live, JsonNode? applied, SchemaNode? schema)
    {
        if (live is JsonObject present && applied is JsonObject wanted)
        {
            var result = present.DeepClone().AsObject();
            foreach (var (name, value) in wanted)
                result[name] = Merge(present[name], value, Parts.FieldSchema(schema, name));
            return result;
        }
        return live is JsonArray items && applied is JsonArray more && schema is not null && schema.Identity != ListIdentity.Atomic
            ? MergeLists(items, more, schema)
            : applied?.DeepClone();
    }

    /// <summary>Takes away what was applied before and nobody keeps.</summary>
    public static void Prune(JsonNode? value, FieldSet before, FieldSet kept, SchemaNode? schema)
    {
        foreach (var (name, child) in before.Children)
        {
            if (kept.Find(name) is not { } keptChild)
                Parts.Remove(value, name, schema);
            else if (Parts.Of(value, schema)?.FirstOrDefault(part => part.Name == name) is { Name: not null } part)
                Prune(part.Value, child, keptChild, part.Schema);
        }
    }

    private static JsonArray MergeLists(JsonArray live, JsonArray applied, SchemaNode schema)
    {
        var result = live.DeepClone().AsArray();
        foreach (var item in applied)
        {
            var name = Parts.NameOf(item, schema.Identity);
            var index = result.ToList().FindIndex(present => name is not null && Parts.NameOf(present, schema.Identity) == name);
            if (index < 0)
                result.Add(item?.DeepClone());
            else
                result[index] = Merge(result[index], item, schema.Items);
        }
        return result;
    }
}
