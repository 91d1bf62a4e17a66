using System.Text.Json.Nodes;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Embedded.Objects;

/// <summary>Drops what a schema does not know, and fields that are null: these are not there.</summary>
internal static class Pruning
{
    /// <summary>Prunes a value in place and names the unknown fields that it had.</summary>
    public static void Prune(SchemaNode schema, JsonNode? value, List<string> unknown, string path = "")
    {
        switch (value)
        {
            case JsonObject fields when schema.Type == SchemaType.Object:
                foreach (var (name, field) in fields.ToArray())
                {
                    var at = path.Length == 0 ? name : $"{path}.{name}";
                    if (schema.Fields.TryGetValue(name, out var known))
                        PruneField(fields, name, field, known, at);
                    else if (!schema.IsOpen)
                    {
                        fields.Remove(name);
                        unknown.Add(at);
                    }
                }

                break;
            case JsonObject entries when schema.Type == SchemaType.Map:
                foreach (var (name, entry) in entries.ToArray())
                    PruneField(entries, name, entry, schema.Items!, $"{path}.{name}");
                break;
            case JsonArray items when schema.Type == SchemaType.Array:
                for (var index = 0; index < items.Count; index++)
                    Prune(schema.Items!, items[index], unknown, $"{path}[{index}]");
                break;
        }

        void PruneField(JsonObject owner, string name, JsonNode? field, SchemaNode known, string at)
        {
            if (field is null)
                owner.Remove(name);
            else
                Prune(known, field, unknown, at);
        }
    }
}
