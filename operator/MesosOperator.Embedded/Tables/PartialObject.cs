using System.Text.Json.Nodes;

namespace MesosOperator.Embedded.Tables;

/// <summary>Of an object only what names it.</summary>
internal static class PartialObject
{
    public static JsonObject Of(JsonObject body) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = body["metadata"]?.DeepClone(),
    };
}
