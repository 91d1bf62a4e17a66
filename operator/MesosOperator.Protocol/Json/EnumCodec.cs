using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Json;

/// <summary>Enums by name only. A name that is not known reads as absent; the required check then finds it.</summary>
internal sealed class EnumCodec<T> : ValueCodec<T>
    where T : struct, Enum
{
    private readonly FrozenDictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> _values;
    private readonly FrozenDictionary<int, JsonEncodedText> _names;

    public EnumCodec(EnumDescriptor descriptor)
    {
        _values = Utf8Names.Lookup(descriptor.Values.Select(v => (v.Name, ToEnum(v.Number))));
        _names = descriptor.Values.ToFrozenDictionary(v => v.Number, v => JsonEncodedText.Encode(v.Name));
    }

    public override bool TryRead(ref JsonInput input, out T value)
    {
        if (input.Reader.TokenType != JsonTokenType.String)
        {
            throw input.NotExpected();
        }

        return _values.TryGetValue(input.Reader.ValueSpan, out value);
    }

    public override void Write(Utf8JsonWriter writer, T value)
    {
        var number = Unsafe.As<T, int>(ref value);
        if (_names.TryGetValue(number, out var name))
        {
            writer.WriteStringValue(name);
        }
        else
        {
            throw new InvalidOperationException($"{typeof(T).Name} has no name for {number}");
        }
    }

    private static T ToEnum(int number) => Unsafe.As<int, T>(ref number);
}
