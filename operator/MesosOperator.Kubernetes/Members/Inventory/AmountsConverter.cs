using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using k8s.Models;

namespace MesosOperator.Kubernetes.Members.Inventory;

/// <summary>Reads a list such as <c>requests</c> at once as amounts: there are hundreds of thousands of them.</summary>
internal sealed class AmountsConverter : JsonConverter<NodeAmounts>
{
    private const long BytesInMebibyte = 1 << 20;
    private const int DigitsMax = 12;

    public override NodeAmounts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return default;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("no list of amounts");
        var sum = new NodeAmounts();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameOf(ref reader);
            reader.Read();
            if (name is null)
                reader.Skip();
            else
                sum += Plain(name, ref reader) ?? QuantityReader.Read([new(name, new ResourceQuantity(TextOf(ref reader)))]);
        }

        return sum;
    }

    public override void Write(Utf8JsonWriter writer, NodeAmounts value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static string? NameOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("cpu"u8) ? "cpu"
        : reader.ValueTextEquals("memory"u8) ? "memory"
        : reader.ValueTextEquals("ephemeral-storage"u8) ? "ephemeral-storage"
        : reader.ValueTextEquals("nvidia.com/gpu"u8) ? "nvidia.com/gpu"
        : null;

    private static string TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw new JsonException("no amount"),
    };

    /// <summary>The usual ways to write an amount: a whole number, with <c>m</c>, or with <c>Ki</c>, <c>Mi</c> or <c>Gi</c>. Null for all others.</summary>
    private static NodeAmounts? Plain(string name, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueIsEscaped
            || !Utf8Parser.TryParse(reader.ValueSpan, out long number, out var digits) || number < 0 || digits > DigitsMax)
            return null;
        var unit = reader.ValueSpan[digits..];
        var isCounted = name is "cpu" or "nvidia.com/gpu";
        long? milli = isCounted
            ? unit.IsEmpty ? number * 1000 : unit.SequenceEqual("m"u8) ? number : null
            : unit.SequenceEqual("Mi"u8) ? number * 1000
            : unit.SequenceEqual("Gi"u8) ? number * 1000 * 1024
            : unit.SequenceEqual("Ki"u8) ? number * 1000 / 1024
            : unit.IsEmpty ? number * 1000 / BytesInMebibyte
            : null;
        return milli is not (>= 0 and < Core.Resources.Amount.MaxStatedMilli) ? null : name switch
        {
            "cpu" => new NodeAmounts(milli.Value, 0, 0, 0),
            "memory" => new NodeAmounts(0, milli.Value, 0, 0),
            "ephemeral-storage" => new NodeAmounts(0, 0, milli.Value, 0),
            _ => new NodeAmounts(0, 0, 0, milli.Value),
        };
    }
}
