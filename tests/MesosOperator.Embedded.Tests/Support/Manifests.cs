using System.Text.Json.Nodes;

namespace MesosOperator.Embedded.Tests.Support;

/// <summary>Objects to send.</summary>
internal static class Manifests
{
    public static JsonObject Framework(string name, string transport = "Resource") => new()
    {
        ["apiVersion"] = "mesosoperator.io/v1alpha1",
        ["kind"] = "Framework",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject { ["transport"] = transport },
    };

    public static JsonObject ConfigMap(string name, string value = "1") => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name },
        ["data"] = new JsonObject { ["value"] = value },
    };

    public static string Told(JsonNode notice) => $"{notice["type"]} {notice["object"]!["metadata"]!["name"]}";
}
