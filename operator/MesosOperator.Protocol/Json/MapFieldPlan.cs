using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Json;

/// <summary>A map with text keys, written as a JSON object.</summary>
internal sealed class MapFieldPlan<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TMessage, TValue> : FieldPlan
    where TMessage : class, IMessage
    where TValue : notnull
{
    private readonly Func<TMessage, MapField<string, TValue>> _get;
    private readonly ValueCodec<TValue> _codec;

    public MapFieldPlan(FieldDescriptor field, ValueCodec<TValue> codec)
        : base(field)
    {
        _get = typeof(TMessage).GetProperty(field.PropertyName)!.GetMethod!
            .CreateDelegate<Func<TMessage, MapField<string, TValue>>>();
        _codec = codec;
    }

    public override void Read(ref JsonInput input, IMessage target)
    {
        var map = _get((TMessage)target);
        map.Clear();
        if (input.Reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (input.Reader.TokenType != JsonTokenType.StartObject)
        {
            throw input.NotExpected();
        }

        while (input.Reader.Read() && input.Reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = TextCodec.Read(ref input);
            input.Reader.Read();
            input.Enter(key);
            if (input.Reader.TokenType != JsonTokenType.Null && _codec.TryRead(ref input, out var value))
            {
                map[key] = value;
            }

            input.Leave();
        }
    }

    public override void Write(Utf8JsonWriter writer, IMessage source)
    {
        var map = _get((TMessage)source);
        if (map.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(EncodedName);
        foreach (var (key, value) in map)
        {
            writer.WritePropertyName(JsonEncodedText.Encode(key));
            _codec.Write(writer, value);
        }

        writer.WriteEndObject();
    }
}
