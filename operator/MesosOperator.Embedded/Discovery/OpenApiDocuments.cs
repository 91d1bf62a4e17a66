using System.Text.Json.Nodes;
using MesosOperator.Crds.Definitions;
using MesosOperator.Embedded.Kinds;

namespace MesosOperator.Embedded.Discovery;

/// <summary>The schemas of what is served, in OpenAPI 3: as much as kubectl reads for explaining, applying and validating.</summary>
internal static class OpenApiDocuments
{
    private const string Root = "/openapi/v3";

    private const string MetadataName = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    /// <summary>
    /// The older form, without any schema: <c>swagger</c> and <c>info</c> in protobuf, which is all that kubectl takes. It is
    /// asked for kinds that are not served, and kubectl then says that.
    /// </summary>
    public static byte[] Version2 { get; } =
        [0x0A, 3, .. "2.0"u8, 0x12, 4 + 10 + 1, 0x0A, 10, .. "Kubernetes"u8, 0x12, 1, (byte)'1'];

    public const string Version2Path = "/openapi/v2";

    public const string Version2Type = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    private static readonly string[] WriteParameters = ["dryRun", "fieldManager", "fieldValidation", "force"];

    private static readonly string[] GroupPaths = [.. KindTable.All.Select(PathOf).Distinct()];

    /// <summary>The document at a path, or null.</summary>
    public static JsonObject? Find(string path)
    {
        if (path == Root)
            return new()
            {
                ["paths"] = new JsonObject(GroupPaths.Select(group => KeyValuePair.Create(
                    group[1..], (JsonNode?)new JsonObject { ["serverRelativeURL"] = $"{Root}{group}" }))),
            };
        return GroupPaths.FirstOrDefault(group => path == $"{Root}{group}") is { } found ? WriteGroup(found) : null;
    }

    private static string PathOf(ServedKind kind) => kind.Group.Length == 0 ? $"/api/{kind.Version}" : $"/apis/{kind.Group}/{kind.Version}";

    private static JsonObject WriteGroup(string group)
    {
        var kinds = KindTable.All.Where(kind => PathOf(kind) == group).ToArray();
        var schemas = new JsonObject { [MetadataName] = SchemaDocument.Write(ObjectMetadata.Schema) };
        var paths = new JsonObject();
        foreach (var kind in kinds)
        {
            schemas[NameOf(kind)] = WriteSchema(kind);
            var collection = $"{group}/{(kind.IsNamespaced ? "namespaces/{namespace}/" : "")}{kind.Plural}";
            paths[collection] = new JsonObject { ["get"] = Operation(kind, "list"), ["post"] = Operation(kind, "post") };
            paths[$"{collection}/{{name}}"] = new JsonObject
            {
                ["get"] = Operation(kind, "get"),
                ["put"] = Operation(kind, "put"),
                ["patch"] = Operation(kind, "patch"),
            };
        }
        return new()
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = DiscoveryDocuments.KubernetesVersion },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    private static string NameOf(ServedKind kind) =>
        $"{(kind.Group.Length == 0 ? "io.k8s.api.core" : string.Join('.', kind.Group.Split('.').Reverse()))}.{kind.Version}.{kind.Kind}";

    private static JsonObject WriteSchema(ServedKind kind)
    {
        var schema = SchemaDocument.Write(kind.Schema);
        var fields = schema["properties"]!.AsObject();
        fields["apiVersion"] = Text("The version of the schema that this object is written in.");
        fields["kind"] = Text("What kind of object this is.");
        fields["metadata"] = new JsonObject
        {
            ["description"] = "What every object says of itself.",
            ["allOf"] = new JsonArray(Reference(MetadataName)),
        };
        schema["x-kubernetes-group-version-kind"] = new JsonArray(GroupVersionKind(kind));
        return schema;
    }

    private static JsonObject Operation(ServedKind kind, string action) => new()
    {
        ["operationId"] = $"{action}{kind.Group}{kind.Version}{kind.Kind}",
        ["x-kubernetes-action"] = action,
        ["x-kubernetes-group-version-kind"] = GroupVersionKind(kind),
        ["parameters"] = action is "get" or "list" ? new JsonArray() : new JsonArray([.. WriteParameters.Select(WriteParameter)]),
        ["responses"] = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = "OK",
                ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Reference(NameOf(kind)) } },
            },
        },
    };

    private static JsonNode WriteParameter(string name) =>
        new JsonObject { ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = "string" } };

    private static JsonObject GroupVersionKind(ServedKind kind) =>
        new() { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = kind.Kind };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
