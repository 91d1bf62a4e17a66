using System.Text.Json;
using System.Text.Json.Nodes;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Json;
using MesosOperator.Embedded.Kinds;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Embedded.Serving;

/// <summary>Reads the ways in which a client says a change.</summary>
internal static class PatchReading
{
    public const string ApplyType = "application/apply-patch+yaml";

    private const string OwnKindTypes = "application/json-patch+json,application/merge-patch+json,application/apply-patch+yaml";

    /// <summary>The media type of a patch, without what follows it.</summary>
    public static string TypeOf(HttpRequest request) => (request.ContentType ?? "").Split(';')[0].Trim();

    /// <summary>What a patch makes of an object; may fail with <see cref="JsonException"/> when it is used.</summary>
    public static async Task<Func<JsonObject, JsonObject>> ReadAsync(HttpRequest request, ServedKind kind)
    {
        var type = TypeOf(request);
        switch (type)
        {
            case "application/json-patch+json":
                var operations = await RequestReading.ReadJsonAsync(request);
                return live => JsonPatch.Apply(live, operations) as JsonObject ?? throw new JsonException("the patch leaves no object");
            case "application/merge-patch+json":
                var merge = await RequestReading.ReadObjectAsync(request);
                return live => MergePatch.Apply(live, merge)!.AsObject();
            case "application/strategic-merge-patch+json" when !kind.HasStatus:
                var strategic = await RequestReading.ReadObjectAsync(request);
                return live =>
                {
                    StrategicPatch.Apply(live, strategic);
                    return live;
                };
            default:
                throw Problems.UnsupportedMediaType(type, OwnKindTypes);
        }
    }
}
