using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Json;
using MesosOperator.Embedded.Kinds;
using MesosOperator.Embedded.Reading;
using MesosOperator.Embedded.Tables;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Embedded.Serving;

/// <summary>Writes answers in the form that the client wants.</summary>
internal static class Answering
{
    public static Task WriteAsync(HttpContext context, int code, JsonNode body) => WriteAsync(context, code, JsonText.ToBytes(body));

    public static Task WriteProblemAsync(HttpContext context, ApiProblem problem)
    {
        if (problem.RetryAfterSeconds > 0)
            context.Response.Headers.RetryAfter = problem.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, problem.Code, problem.ToStatus());
    }

    public static void Warn(HttpContext context, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
            context.Response.Headers.Append(
                "Warning", $"299 - \"{new string([.. warning.Where(letter => letter is >= ' ' and <= '~')]).Replace("\\", "\\\\").Replace("\"", "\\\"")}\"");
    }

    /// <summary>One object.</summary>
    public static Task WriteObjectAsync(HttpContext context, int code, ServedKind kind, JsonObject body, TimeProvider time) =>
        WriteAsync(context, code, Formed(context.Request, kind, body, time));

    /// <summary>An object in the form that the client wants.</summary>
    public static JsonObject Formed(HttpRequest request, ServedKind kind, JsonObject body, TimeProvider time) => AnswerForms.Of(request) switch
    {
        AnswerForm.Table => new TableDocument(kind, IncludedIn(request), time.GetUtcNow()).Write(body),
        AnswerForm.Partial => PartialObject.Of(body),
        _ => body,
    };

    /// <summary>A page of a list.</summary>
    public static Task WriteListAsync(HttpContext context, ServedKind kind, Listing listing, TimeProvider time)
    {
        var revision = listing.Revision.ToString(CultureInfo.InvariantCulture);
        return AnswerForms.Of(context.Request) switch
        {
            AnswerForm.Table => WriteAsync(context, 200, new TableDocument(kind, IncludedIn(context.Request), time.GetUtcNow())
                .Write(listing.Objects.Select(text => JsonText.ReadObject(text)), revision, listing.Continue)),
            AnswerForm.Partial => WriteAsync(context, 200, ListText(
                "PartialObjectMetadataList", "meta.k8s.io/v1", revision, listing.Continue,
                listing.Objects.Select(text => JsonText.ToBytes(PartialObject.Of(JsonText.ReadObject(text)))))),
            _ => WriteAsync(context, 200, ListText($"{kind.Kind}List", kind.ApiVersion, revision, listing.Continue, listing.Objects)),
        };
    }

    private static byte[] ListText(string kind, string apiVersion, string revision, string continuation, IEnumerable<byte[]> items)
    {
        using var buffer = new MemoryStream();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("kind", kind);
        writer.WriteString("apiVersion", apiVersion);
        writer.WriteStartObject("metadata");
        writer.WriteString("resourceVersion", revision);
        if (continuation.Length > 0)
            writer.WriteString("continue", continuation);
        writer.WriteEndObject();
        writer.WriteStartArray("items");
        foreach (var item in items)
            writer.WriteRawValue(item, skipInputValidation: true);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.ToArray();
    }

    private static IncludedObject IncludedIn(HttpRequest request) => request.Query("includeObject") switch
    {
        "" or "Metadata" => IncludedObject.Metadata,
        "Object" => IncludedObject.Whole,
        "None" => IncludedObject.Nothing,
        var other => throw Problems.BadRequest($"unrecognized includeObject value: \"{other}\""),
    };

    private static Task WriteAsync(HttpContext context, int code, byte[] text) => WriteBytesAsync(context, code, text, "application/json");

    public static async Task WriteBytesAsync(HttpContext context, int code, byte[] text, string mediaType)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = text.Length;
        await context.Response.Body.WriteAsync(text, context.RequestAborted);
    }
}
