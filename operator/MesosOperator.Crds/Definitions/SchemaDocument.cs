using System.Text.Json.Nodes;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Definitions;

/// <summary>Writes a schema as API servers read it: structural, that is with a type at each place.</summary>
public static class SchemaDocument
{
    /// <summary>The document of a schema.</summary>
    public static JsonObject Write(SchemaNode schema)
    {
        var document = schema.Type switch
        {
            SchemaType.Object => WriteObject(schema),
            SchemaType.Map => WriteMap(schema),
            SchemaType.Array => WriteArray(schema),
            SchemaType.Integer => WriteInteger(schema),
            SchemaType.Boolean => new() { ["type"] = "boolean" },
            SchemaType.IntegerOrString => WriteIntegerOrString(schema),
            _ => WriteString(schema),
        };
        AddUnlessNull(document, "description", schema.Description);
        AddUnlessNull(document, "default", schema.Default?.DeepClone());
        if (schema.Rules.Length > 0)
            document["x-kubernetes-validations"] = new JsonArray([.. schema.Rules.Select(WriteRule)]);
        return document;
    }

    private static JsonObject WriteObject(SchemaNode schema)
    {
        var document = new JsonObject { ["type"] = "object" };
        if (schema.IsOpen)
            document["x-kubernetes-preserve-unknown-fields"] = true;
        if (schema.Fields.Count > 0)
            document["properties"] = new JsonObject(schema.Fields.Select(
                field => KeyValuePair.Create(field.Key, (JsonNode?)Write(field.Value))));
        if (schema.RequiredFields.Length > 0)
            document["required"] = new JsonArray([.. schema.RequiredFields.Select(field => JsonValue.Create(field))]);
        return document;
    }

    private static JsonObject WriteMap(SchemaNode schema)
    {
        var document = new JsonObject { ["type"] = "object", ["additionalProperties"] = Write(schema.Items!) };
        AddBounds(document, schema.Bounds, "Properties");
        return document;
    }

    private static JsonObject WriteArray(SchemaNode schema)
    {
        var document = new JsonObject
        {
            ["type"] = "array",
            ["items"] = Write(schema.Items!),
            ["x-kubernetes-list-type"] = schema.Identity.Kind,
        };
        if (schema.Identity.Key is { } key)
            document["x-kubernetes-list-map-keys"] = new JsonArray(key);
        AddBounds(document, schema.Bounds, "Items");
        return document;
    }

    private static JsonObject WriteInteger(SchemaNode schema)
    {
        var (least, most) = schema.Bounds;
        var isLong = least < int.MinValue || most > int.MaxValue;
        var document = new JsonObject { ["type"] = "integer", ["format"] = isLong ? "int64" : "int32" };
        if (least is not (int.MinValue or long.MinValue))
            document["minimum"] = least;
        if (most is not (int.MaxValue or long.MaxValue))
            document["maximum"] = most;
        return document;
    }

    private static JsonObject WriteString(SchemaNode schema)
    {
        var document = new JsonObject { ["type"] = "string" };
        if (schema.Text == TimeFormat.Rule)
            document["format"] = TimeFormat.Name;
        else if (schema.Choices.Length > 0)
            document["enum"] = new JsonArray([.. schema.Choices.Select(choice => JsonValue.Create(choice))]);
        else
            AddText(document, schema);
        return document;
    }

    private static JsonObject WriteIntegerOrString(SchemaNode schema)
    {
        var document = new JsonObject { ["x-kubernetes-int-or-string"] = true, ["minimum"] = 0 };
        AddText(document, schema);
        return document;
    }

    private static void AddText(JsonObject document, SchemaNode schema)
    {
        AddBounds(document, schema.Bounds, "Length");
        AddUnlessNull(document, "pattern", schema.Text?.Pattern);
    }

    private static void AddBounds(JsonObject document, SchemaBounds bounds, string of)
    {
        if (bounds.Least is > 0)
            document[$"min{of}"] = bounds.Least;
        AddUnlessNull(document, $"max{of}", JsonValue.Create(bounds.Most));
    }

    private static JsonObject WriteRule(SchemaRule rule) => new() { ["message"] = rule.Message, ["rule"] = rule.Text };

    private static void AddUnlessNull(JsonObject document, string name, JsonNode? value)
    {
        if (value is not null)
            document[name] = value;
    }
}
