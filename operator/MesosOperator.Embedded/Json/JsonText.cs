using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MesosOperator.Embedded.Json;

/// <summary>JSON to and from bytes, as this server writes it: nothing is escaped that need not be.</summary>
internal static class JsonText
{
    private const int DepthMax = 128;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = DepthMax };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = DepthMax };

    public static byte[] ToBytes(JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, Plain);

    public static string ToText(JsonNode node) => node.ToJsonString(Plain);

    /// <summary>Reads text that this server wrote.</summary>
    public static JsonObject ReadObject(ReadOnlySpan<byte> text) => JsonNode.Parse(text, null, Strict)!.AsObject();

    /// <summary>Reads text of a client; fails with <see cref="JsonException"/>, also on a name that is there twice.</summary>
    public static JsonNode? Read(ReadOnlySpan<byte> text) => JsonNode.Parse(text, null, Strict);
}
