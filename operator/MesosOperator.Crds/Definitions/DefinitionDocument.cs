using System.Text.Json.Nodes;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Definitions;

/// <summary>Writes a kind as a CustomResourceDefinition of <c>apiextensions.k8s.io/v1</c>.</summary>
public static class DefinitionDocument
{
    private const string VersionDescription = "The version of the schema that this object is written in.";

    private const string KindDescription = "What kind of object this is.";

    /// <summary>The document, always with the same fields in the same order.</summary>
    public static JsonObject Write(ResourceDefinition definition) => new()
    {
        ["apiVersion"] = "apiextensions.k8s.io/v1",
        ["kind"] = "CustomResourceDefinition",
        ["metadata"] = new JsonObject { ["name"] = $"{definition.Plural}.{ApiGroup.Name}" },
        ["spec"] = new JsonObject
        {
            ["group"] = ApiGroup.Name,
            ["names"] = WriteNames(definition),
            ["scope"] = definition.Scope.ToString(),
            ["versions"] = new JsonArray(WriteVersion(definition)),
        },
    };

    private static JsonObject WriteNames(ResourceDefinition definition) => new()
    {
        ["kind"] = definition.Kind,
        ["listKind"] = $"{definition.Kind}List",
        ["plural"] = definition.Plural,
        ["singular"] = definition.Singular,
        ["shortNames"] = new JsonArray(definition.ShortName),
        ["categories"] = new JsonArray(ApiGroup.Category),
    };

    private static JsonObject WriteVersion(ResourceDefinition definition)
    {
        var version = new JsonObject
        {
            ["name"] = ApiGroup.Version,
            ["served"] = true,
            ["storage"] = true,
            ["subresources"] = WriteSubresources(definition),
            ["additionalPrinterColumns"] = new JsonArray([.. definition.Columns.Select(WriteColumn), WriteAge()]),
        };
        if (definition.SelectableFields.Length > 0)
            version["selectableFields"] = new JsonArray(
                [.. definition.SelectableFields.Select(path => new JsonObject { ["jsonPath"] = path })]);
        version["schema"] = new JsonObject { ["openAPIV3Schema"] = WriteSchema(definition) };
        return version;
    }

    private static JsonObject WriteSubresources(ResourceDefinition definition)
    {
        var subresources = new JsonObject { ["status"] = new JsonObject() };
        if (definition.Scale is { } scale)
            subresources["scale"] = new JsonObject
            {
                ["specReplicasPath"] = scale.Wanted,
                ["statusReplicasPath"] = scale.Present,
            };
        return subresources;
    }

    private static JsonObject WriteColumn(ColumnAttribute column)
    {
        var document = new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["jsonPath"] = column.Path };
        if (column.IsWide)
            document["priority"] = 1;
        return document;
    }

    private static JsonObject WriteAge() =>
        new() { ["name"] = "Age", ["type"] = "date", ["jsonPath"] = ".metadata.creationTimestamp" };

    private static JsonObject WriteSchema(ResourceDefinition definition)
    {
        var schema = SchemaDocument.Write(definition.Schema);
        var fields = schema["properties"]!.AsObject();
        fields.Insert(0, "apiVersion", new JsonObject { ["type"] = "string", ["description"] = VersionDescription });
        fields.Insert(1, "kind", new JsonObject { ["type"] = "string", ["description"] = KindDescription });
        fields.Insert(2, "metadata", new JsonObject { ["type"] = "object" });
        return schema;
    }
}
