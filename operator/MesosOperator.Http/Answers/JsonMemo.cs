using System.Buffers;
using System.Text.Json;

namespace MesosOperator.Http.Answers;

/// <summary>
/// Properties that many objects of one answer have in common: worked out once for each value and copied from then on. Values
/// are told apart by which object they are, of which the master keeps one for many.
/// </summary>
internal sealed class JsonMemo<TValue>(Action<Utf8JsonWriter, TValue> write)
    where TValue : class
{
    private const int Remembered = 4096;

    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    private readonly Dictionary<TValue, (JsonEncodedText Name, byte[] Value)[]> _known = new(ReferenceEqualityComparer.Instance);

    public void Write(Utf8JsonWriter json, TValue value)
    {
        foreach (var (name, raw) in Find(value))
        {
            json.WritePropertyName(name);
            json.WriteRawValue(raw, skipInputValidation: true);
        }
    }

    private (JsonEncodedText Name, byte[] Value)[] Find(TValue value)
    {
        if (_known.TryGetValue(value, out var known))
            return known;
        if (_known.Count >= Remembered)
            _known.Clear();
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json, value);
            json.WriteEndObject();
        }

        using var written = JsonDocument.Parse(buffer.WrittenMemory);
        return _known[value] =
            [.. written.RootElement.EnumerateObject().Select(property => (JsonEncodedText.Encode(property.Name), System.Text.Encoding.UTF8.GetBytes(property.Value.GetRawText())))];
    }
}
