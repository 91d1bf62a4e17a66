using System.Text.Json.Nodes;

namespace MesosOperator.Embedded.Json;

/// <summary>JSON merge patch (RFC 7386).</summary>
internal static class MergePatch
{
    /// <summary>What a value becomes; it may be changed in place.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
            return patch?.DeepClone();
        var result = target as JsonObject ?? [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
                result.Remove(name);
            else if (result[name] is JsonObject present && change is JsonObject)
                Apply(present, change);
            else
                result[name] = Apply(null, change);
        }
        return result;
    }
}
