using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Json;
using MesosOperator.Embedded.Objects;
using MesosOperator.Embedded.Ownership;
using MesosOperator.Embedded.Protobuf;
using MesosOperator.Embedded.Storage;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Embedded.Serving;

/// <summary>Reads what clients send.</summary>
internal static class RequestReading
{
    private const int ManagerMax = 128;

    private const string BodyTypes = "application/json, application/yaml";

    public static string Query(this HttpRequest request, string name) => request.Query[name].ToString();

    public static bool Flag(this HttpRequest request, string name) => request.Query(name) is "true" or "1";

    /// <summary>Reads a body that is an object, in JSON or YAML.</summary>
    public static async Task<JsonObject> ReadObjectAsync(HttpRequest request)
    {
        if (request.ContentType?.StartsWith(ProtobufReader.MediaType, StringComparison.OrdinalIgnoreCase) == true)
            return Decode(await ReadBytesAsync(request), bytes => ProtobufReader.Read(bytes));
        var isYaml = request.ContentType?.Contains("yaml", StringComparison.OrdinalIgnoreCase) == true;
        if (!isYaml && request.ContentType is { Length: > 0 } type && !type.Contains("json", StringComparison.OrdinalIgnoreCase))
            throw Problems.UnsupportedMediaType(type, BodyTypes);
        return (isYaml ? Decode(await ReadBytesAsync(request), ReadYaml) : await ReadJsonAsync(request)) as JsonObject
            ?? throw Problems.BadRequest("the object provided is unrecognized (must be of type object): it is no object");
    }

    public static async Task<JsonNode?> ReadJsonAsync(HttpRequest request) => Decode(await ReadBytesAsync(request), bytes => JsonText.Read(bytes));

    /// <summary>What bytes say; fails with a problem where they say nothing.</summary>
    public static TValue Decode<TValue>(byte[] bytes, Func<byte[], TValue> read)
    {
        try
        {
            return read(bytes);
        }
        catch (JsonException e)
        {
            throw Problems.BadRequest($"error decoding the body: {e.Message}");
        }
    }

    public static async Task<byte[]> ReadBytesAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw Problems.TooLarge(ApiHandler.BodyBytesMax);
        }
        return buffer.ToArray();
    }

    /// <summary>How a client would change an object.</summary>
    public static ObjectRequest ReadWrite(HttpRequest request, ApiRoute route) => new(route.Kind, route.Namespace, route.Name)
    {
        Subresource = route.Subresource,
        FieldManager = ManagerOf(request),
        Conflicts = request.Flag("force") ? ConflictPolicy.TakeOver : ConflictPolicy.Refuse,
        Mode = request.Query("dryRun") switch
        {
            "" => WriteMode.Real,
            "All" => WriteMode.Rehearsal,
            var other => throw Problems.BadRequest($"dryRun: Unsupported value: \"{other}\": supported values: \"All\""),
        },
        Validation = request.Query("fieldValidation") switch
        {
            "" or "Warn" => FieldValidation.Warn,
            "Strict" => FieldValidation.Strict,
            "Ignore" => FieldValidation.Ignore,
            var other => throw Problems.BadRequest(
                $"fieldValidation: Unsupported value: \"{other}\": supported values: \"Ignore\", \"Strict\", \"Warn\""),
        },
    };

    /// <summary>JSON is YAML, and mostly what comes.</summary>
    private static JsonNode? ReadYaml(byte[] bytes)
    {
        var start = bytes.AsSpan().TrimStart(" \t\r\n"u8);
        return start.IsEmpty || start[0] != (byte)'{' ? YamlReader.Read(Encoding.UTF8.GetString(bytes)) : JsonText.Read(bytes);
    }

    private static string ManagerOf(HttpRequest request)
    {
        var manager = request.Query("fieldManager");
        if (manager.Length == 0)
            manager = request.Headers.UserAgent.ToString().Split('/')[0];
        return manager.Length == 0 ? "unknown" : manager.Length > ManagerMax ? manager[..ManagerMax] : manager;
    }
}
