using System.Collections;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Json;

/// <summary>
/// A field of any kind, by the accessor that the library has for it. It does what the closed plans do, in programs that
/// cannot make code as they run.
/// </summary>
internal abstract class BoxedFieldPlan(FieldDescriptor field, ValueCodec codec) : FieldPlan(field)
{
    protected IFieldAccessor Accessor { get; } = field.Accessor;

    protected ValueCodec Codec => codec;

    public static FieldPlan Create(FieldDescriptor field, MessagePlans plans)
    {
        var codec = CodecFor(field.IsMap ? field.MessageType.FindFieldByName("value") : field, plans);
        return field.IsMap ? new Map(field, codec)
            : field.IsRepeated ? new Repeated(field, codec)
            : new Singular(field, codec);
    }

    private static ValueCodec CodecFor(FieldDescriptor field, MessagePlans plans) => field.FieldType switch
    {
        FieldType.Message => new BoxedObjectCodec(field.MessageType, plans),
        FieldType.Enum => new BoxedEnumCodec(field.EnumType),
        _ => ScalarCodecs.For(field).Codec,
    };

    private sealed class Singular(FieldDescriptor field, ValueCodec codec) : BoxedFieldPlan(field, codec)
    {
        private readonly bool _hasPresence = field.HasPresence;
        private readonly bool _showDefault = DefaultIsShown(field);

        public override void Read(ref JsonInput input, IMessage target)
        {
            if (input.Reader.TokenType != JsonTokenType.Null && Codec.TryReadBoxed(ref input, out var value))
                Accessor.SetValue(target, value);
            else if (IsSet(target))
                Accessor.Clear(target);
        }

        public override void Write(Utf8JsonWriter writer, IMessage source)
        {
            if (!_showDefault && !IsSet(source))
                return;
            writer.WritePropertyName(EncodedName);
            Codec.WriteBoxed(writer, Accessor.GetValue(source));
        }

        private bool IsSet(IMessage message) => !_hasPresence || Accessor.HasValue(message);
    }

    private sealed class Repeated(FieldDescriptor field, ValueCodec codec) : BoxedFieldPlan(field, codec)
    {
        private readonly bool _showEmpty = EmptyLists.AreShown(field);

        public override void Read(ref JsonInput input, IMessage target)
        {
            var list = (IList)Accessor.GetValue(target);
            list.Clear();
            if (input.Reader.TokenType != JsonTokenType.StartArray)
            {
                ReadItem(ref input, list);
                return;
            }

            for (var index = 0; input.Reader.Read() && input.Reader.TokenType != JsonTokenType.EndArray; index++)
            {
                input.At(index);
                ReadItem(ref input, list);
            }
        }

        public override void Write(Utf8JsonWriter writer, IMessage source)
        {
            var list = (IList)Accessor.GetValue(source);
            if (list.Count == 0 && !_showEmpty)
                return;
            writer.WriteStartArray(EncodedName);
            foreach (var item in list)
                Codec.WriteBoxed(writer, item!);
            writer.WriteEndArray();
        }

        private void ReadItem(ref JsonInput input, IList list)
        {
            if (input.Reader.TokenType != JsonTokenType.Null && Codec.TryReadBoxed(ref input, out var value))
                list.Add(value);
        }
    }

    private sealed class Map(FieldDescriptor field, ValueCodec codec) : BoxedFieldPlan(field, codec)
    {
        public override void Read(ref JsonInput input, IMessage target)
        {
            var map = (IDictionary)Accessor.GetValue(target);
            map.Clear();
            if (input.Reader.TokenType == JsonTokenType.Null)
                return;
            if (input.Reader.TokenType != JsonTokenType.StartObject)
                throw input.NotExpected();
            while (input.Reader.Read() && input.Reader.TokenType == JsonTokenType.PropertyName)
            {
                var key = TextCodec.Read(ref input);
                input.Reader.Read();
                input.Enter(key);
                if (input.Reader.TokenType != JsonTokenType.Null && Codec.TryReadBoxed(ref input, out var value))
                    map[key] = value;
                input.Leave();
            }
        }

        public override void Write(Utf8JsonWriter writer, IMessage source)
        {
            var map = (IDictionary)Accessor.GetValue(source);
            if (map.Count == 0)
                return;
            writer.WriteStartObject(EncodedName);
            foreach (DictionaryEntry entry in map)
            {
                writer.WritePropertyName(JsonEncodedText.Encode((string)entry.Key));
                Codec.WriteBoxed(writer, entry.Value!);
            }

            writer.WriteEndObject();
        }
    }
}
