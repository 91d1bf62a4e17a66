using System.Text.Json.Nodes;
using MesosOperator.Crds.Definitions;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Validation;

/// <summary>Fills in what users left out, as API servers do.</summary>
public static class ResourceDefaults
{
    /// <summary>A copy of an object with all defaults. What has the wrong shape stays as it is.</summary>
    public static JsonNode? Apply(ResourceDefinition definition, JsonNode? resource) => Apply(definition.Schema, resource);

    /// <summary>A copy of a value of a schema with all defaults. What has the wrong shape stays as it is.</summary>
    public static JsonNode? Apply(SchemaNode schema, JsonNode? value)
    {
        var copy = value?.DeepClone();
        Fill(schema, copy);
        return copy;
    }

    private static void Fill(SchemaNode schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject fields when schema.Type == SchemaType.Object:
                foreach (var (name, field) in schema.Fields)
                {
                    if (field.Default is not null && fields[name] is null)
                        fields[name] = field.Default.DeepClone();
                    Fill(field, fields[name]);
                }

                break;
            case JsonObject entries when schema.Type == SchemaType.Map:
                foreach (var (_, entry) in entries)
                    Fill(schema.Items!, entry);
                break;
            case JsonArray items when schema.Type == SchemaType.Array:
                foreach (var item in items)
                    Fill(schema.Items!, item);
                break;
        }
    }
}
