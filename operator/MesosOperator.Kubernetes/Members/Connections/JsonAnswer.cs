using System.Text.Json;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>Answers of which a word or two are needed, from servers that may be anything.</summary>
internal static class JsonAnswer
{
    /// <summary>Asks, and reads the answer; one that is no JSON counts as none.</summary>
    public static async Task<JsonDocument> AskAsync(ApiServer server, ApiRequest request, CancellationToken stop)
    {
        try
        {
            return JsonDocument.Parse(await server.AskAsync(request, stop));
        }
        catch (JsonException nonsense)
        {
            throw new ApiServerException(ApiFailure.Unavailable, $"{request}: no API server answers like that: {nonsense.Message}", nonsense);
        }
    }

    /// <summary>The text at a path; empty where there is none.</summary>
    public static string Text(JsonElement element, params ReadOnlySpan<string> path) =>
        Find(element, path) is { ValueKind: JsonValueKind.String } found ? found.GetString()! : "";

    /// <summary>What is at a path; undefined where there is nothing.</summary>
    public static JsonElement Find(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return default;
        return element;
    }
}
