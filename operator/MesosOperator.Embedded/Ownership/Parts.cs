using System.Text.Json.Nodes;
using MesosOperator.Crds.Schema;
using MesosOperator.Embedded.Json;

namespace MesosOperator.Embedded.Ownership;

/// <summary>
/// How a value divides into parts that can have different owners, by its schema. A scalar, a list that is replaced as a
/// whole and what is empty do not divide.
/// </summary>
internal static class Parts
{
    /// <summary>The parts by their names in a <see cref="FieldSet"/>; null for what does not divide.</summary>
    public static List<Part>? Of(JsonNode? value, SchemaNode? schema) => value switch
    {
        JsonObject { Count: > 0 } fields => [.. fields.Select(field => new Part($"f:{field.Key}", field.Value, FieldSchema(schema, field.Key)))],
        JsonArray { Count: > 0 } items when schema is not null && schema.Identity != ListIdentity.Atomic && AreTold(items, schema.Identity) =>
            [.. items.Select(item => new Part(NameOf(item, schema.Identity)!, item, schema.Items))],
        _ => null,
    };

    public static SchemaNode? FieldSchema(SchemaNode? schema, string name) =>
        schema is null ? null : schema.Type == SchemaType.Map ? schema.Items : schema.Fields.GetValueOrDefault(name);

    /// <summary>The name of an item of a list; null where it lacks its key.</summary>
    public static string? NameOf(JsonNode? item, ListIdentity identity) =>
        identity.Key is not { } key ? $"v:{(item is null ? "null" : JsonText.ToText(item))}"
        : (item as JsonObject)?[key] is { } value ? $"k:{JsonText.ToText(new JsonObject { [key] = value.DeepClone() })}"
        : null;

    /// <summary>Removes a part of a value.</summary>
    public static void Remove(JsonNode? value, string name, SchemaNode? schema)
    {
        if (value is JsonObject fields)
            fields.Remove(name[2..]);
        else if (value is JsonArray items && schema is not null
            && items.FirstOrDefault(item => NameOf(item, schema.Identity) == name) is { } found)
            items.Remove(found);
    }

    private static bool AreTold(JsonArray items, ListIdentity identity)
    {
        var names = items.Select(item => NameOf(item, identity)).ToArray();
        return names.All(name => name is not null) && names.Distinct().Count() == names.Length;
    }
}
