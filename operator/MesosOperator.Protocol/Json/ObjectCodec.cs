using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Json;

/// <summary>A message inside a message. Its plan is found on first use, because messages may contain themselves.</summary>
internal sealed class ObjectCodec<T>(MessageDescriptor descriptor, MessagePlans plans) : ValueCodec<T>
    where T : class, IMessage, new()
{
    private MessagePlan? _plan;

    private MessagePlan Plan => _plan ??= plans.For(descriptor);

    public override bool TryRead(ref JsonInput input, out T value)
    {
        if (input.Reader.TokenType != JsonTokenType.StartObject)
        {
            throw input.NotExpected();
        }

        value = new T();
        Plan.Read(ref input, value);
        return true;
    }

    public override void Write(Utf8JsonWriter writer, T value) => Plan.Write(writer, value);
}
