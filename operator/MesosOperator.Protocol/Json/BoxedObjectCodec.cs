using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MesosOperator.Protocol.Json;

/// <summary>A message inside a message. Its plan is found on first use, because messages may contain themselves.</summary>
internal sealed class BoxedObjectCodec(MessageDescriptor descriptor, MessagePlans plans) : ValueCodec<IMessage>
{
    private MessagePlan? _plan;

    private MessagePlan Plan => _plan ??= plans.For(descriptor);

    public override bool TryRead(ref JsonInput input, out IMessage value)
    {
        if (input.Reader.TokenType != JsonTokenType.StartObject)
            throw input.NotExpected();
        value = (IMessage)Activator.CreateInstance(descriptor.ClrType)!;
        Plan.Read(ref input, value);
        return true;
    }

    public override void Write(Utf8JsonWriter writer, IMessage value) => Plan.Write(writer, value);
}
