using System.Text.Json.Nodes;
using MesosOperator.Crds.Definitions;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Validation;

/// <summary>Fills in what users left out, as API servers do.</summary>
public static class ResourceDefaults
{
    /// <summary>A copy of an object with all defaults. What has the wrong shape stays as it is.</summary>
    public static JsonNode? Apply(ResourceDefinition definition, JsonNode? resource)
    {
        var copy = resource?.DeepClone();
        Apply(definition.Schema, copy);
        return copy;
    }

    private static void Apply(SchemaNode schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject fields when schema.Type == SchemaType.Object:
                foreach (var (name, field) in schema.Fields)
                {
                    if (field.Default is not null && fields[name] is null)
                        fields[name] = field.Default.DeepClone();
                    Apply(field, fields[name]);
                }

                break;
            case JsonObject entries when schema.Type == SchemaType.Map:
                foreach (var (_, entry) in entries)
                    Apply(schema.Items!, entry);
                break;
            case JsonArray items when schema.Type == SchemaType.Array:
                foreach (var item in items)
                    Apply(schema.Items!, item);
                break;
        }
    }
}
