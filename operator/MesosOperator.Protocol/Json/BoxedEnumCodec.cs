using System.Collections.Frozen;
using System.Text.Json;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Json;

/// <summary>Enums by name only, as boxes of their own type. A name that is not known reads as absent.</summary>
internal sealed class BoxedEnumCodec(EnumDescriptor descriptor) : ValueCodec<object>
{
    private readonly FrozenDictionary<byte[], object>.AlternateLookup<ReadOnlySpan<byte>> _values =
        Utf8Names.Lookup(descriptor.Values.Select(v => (v.Name, Enum.ToObject(descriptor.ClrType, v.Number))));

    private readonly FrozenDictionary<int, JsonEncodedText> _names =
        descriptor.Values.ToFrozenDictionary(v => v.Number, v => JsonEncodedText.Encode(v.Name));

    public override bool TryRead(ref JsonInput input, out object value)
    {
        if (input.Reader.TokenType != JsonTokenType.String)
            throw input.NotExpected();
        return _values.TryGetValue(input.Reader.ValueSpan, out value!);
    }

    public override void Write(Utf8JsonWriter writer, object value)
    {
        if (!_names.TryGetValue((int)value, out var name))
            throw new InvalidOperationException($"{descriptor.ClrType.Name} has no name for {(int)value}");
        writer.WriteStringValue(name);
    }
}
