using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Json;

/// <summary>A list. One bare value stands for a list of one, and nulls in it count as absent.</summary>
internal sealed class RepeatedFieldPlan<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TMessage, TValue> : FieldPlan
    where TMessage : class, IMessage
    where TValue : notnull
{
    private readonly Func<TMessage, RepeatedField<TValue>> _get;
    private readonly ValueCodec<TValue> _codec;
    private readonly bool _showEmpty;

    public RepeatedFieldPlan(FieldDescriptor field, ValueCodec<TValue> codec)
        : base(field)
    {
        _get = typeof(TMessage).GetProperty(field.PropertyName)!.GetMethod!
            .CreateDelegate<Func<TMessage, RepeatedField<TValue>>>();
        _codec = codec;
        _showEmpty = EmptyLists.AreShown(field);
    }

    public override void Read(ref JsonInput input, IMessage target)
    {
        var list = _get((TMessage)target);
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
        var list = _get((TMessage)source);
        if (list.Count == 0 && !_showEmpty)
        {
            return;
        }

        writer.WriteStartArray(EncodedName);
        foreach (var item in list)
        {
            _codec.Write(writer, item);
        }

        writer.WriteEndArray();
    }

    private void ReadItem(ref JsonInput input, RepeatedField<TValue> list)
    {
        if (input.Reader.TokenType != JsonTokenType.Null && _codec.TryRead(ref input, out var value))
        {
            list.Add(value);
        }
    }
}
