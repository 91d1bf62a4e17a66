using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MesosOperator.Crds.Resources;

/// <summary>Reads a text or a whole number, writes a text.</summary>
internal sealed class QuantityConverter : JsonConverter<Quantity>
{
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(ReadText(ref reader));

    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);

    /// <summary>The text of an integer-or-string value.</summary>
    public static string ReadText(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number
            ? reader.GetInt64().ToString(CultureInfo.InvariantCulture)
            : reader.GetString() ?? throw new JsonException("null is no quantity");
}
