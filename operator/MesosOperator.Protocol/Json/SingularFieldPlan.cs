using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Json;

/// <summary>A field that holds one value.</summary>
internal sealed class SingularFieldPlan<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TMessage, TValue> : FieldPlan
    where TMessage : class, IMessage
    where TValue : notnull
{
    private readonly Func<TMessage, TValue> _get;
    private readonly Action<TMessage, TValue> _set;
    private readonly Func<TMessage, bool>? _has;
    private readonly Action<IMessage> _clear;
    private readonly ValueCodec<TValue> _codec;
    private readonly bool _showDefault;

    public SingularFieldPlan(FieldDescriptor field, ValueCodec<TValue> codec)
        : base(field)
    {
        var property = typeof(TMessage).GetProperty(field.PropertyName)!;
        _get = property.GetMethod!.CreateDelegate<Func<TMessage, TValue>>();
        _set = property.SetMethod!.CreateDelegate<Action<TMessage, TValue>>();
        _has = typeof(TMessage).GetProperty("Has" + field.PropertyName)?.GetMethod!.CreateDelegate<Func<TMessage, bool>>();
        _clear = field.Accessor.Clear;
        _codec = codec;
        _showDefault = DefaultIsShown(field);
    }

    public override void Read(ref JsonInput input, IMessage target)
    {
        var message = (TMessage)target;
        if (input.Reader.TokenType != JsonTokenType.Null && _codec.TryRead(ref input, out var value))
        {
            _set(message, value);
        }
        else if (IsSet(message))
        {
            _clear(message);
        }
    }

    public override void Write(Utf8JsonWriter writer, IMessage source)
    {
        var message = (TMessage)source;
        if (_showDefault || IsSet(message))
        {
            writer.WritePropertyName(EncodedName);
            _codec.Write(writer, _get(message));
        }
    }

    private bool IsSet(TMessage message) => _has is null ? _get(message) is not null : _has(message);
}
