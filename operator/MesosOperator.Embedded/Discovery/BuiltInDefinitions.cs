using System.Text.Json.Nodes;
using MesosOperator.Crds.Definitions;
using MesosOperator.Embedded.Json;

namespace MesosOperator.Embedded.Discovery;

/// <summary>
/// Our definitions as objects, as they are on a cluster after <c>kubectl apply</c>: who applies them again, and the same,
/// changes nothing.
/// </summary>
internal static class BuiltInDefinitions
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    public static IEnumerable<JsonObject> Write(string establishedAt) =>
        ResourceDefinitions.All.Select(definition => Write(DefinitionDocument.Write(definition), establishedAt));

    private static JsonObject Write(JsonObject document, string establishedAt)
    {
        var applied = document.DeepClone().AsObject();
        applied["metadata"]!["annotations"] = new JsonObject();
        document["metadata"]!["annotations"] = new JsonObject { [LastApplied] = GoText(applied) };
        document["spec"]!["conversion"] = new JsonObject { ["strategy"] = "None" };
        var names = document["spec"]!["names"]!.DeepClone();
        document["status"] = new JsonObject
        {
            ["acceptedNames"] = names,
            ["conditions"] = new JsonArray(
                WriteCondition("NamesAccepted", "NoConflicts", "no conflicts found", establishedAt),
                WriteCondition("Established", "InitialNamesAccepted", "the initial names have been accepted", establishedAt)),
            ["storedVersions"] = new JsonArray(document["spec"]!["versions"]![0]!["name"]!.ToString()),
        };
        return document;
    }

    private static JsonObject WriteCondition(string type, string reason, string message, string time) => new()
    {
        ["type"] = type,
        ["status"] = "True",
        ["reason"] = reason,
        ["message"] = message,
        ["lastTransitionTime"] = time,
    };

    /// <summary>As kubectl, a Go program, writes it: names in order, letters of HTML escaped, a line break at the end.</summary>
    private static string GoText(JsonNode node) => JsonText.ToText(Sorted(node)!)
        .Replace("<", "\\u003c", StringComparison.Ordinal)
        .Replace(">", "\\u003e", StringComparison.Ordinal)
        .Replace("&", "\\u0026", StringComparison.Ordinal) + "\n";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
