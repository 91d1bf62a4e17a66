using System.Text.Json;
using System.Text.Json.Serialization;

namespace MesosOperator.Crds.Resources;

/// <summary>Reads a text or a whole number, writes a text.</summary>
internal sealed class ResourceValueConverter : JsonConverter<ResourceValue>
{
    public override ResourceValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(QuantityConverter.ReadText(ref reader));

    public override void Write(Utf8JsonWriter writer, ResourceValue value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}
