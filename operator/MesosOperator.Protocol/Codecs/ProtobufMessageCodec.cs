using System.Buffers;
using Google.Protobuf;
using MesosOperator.Protocol.Messages;

namespace MesosOperator.Protocol.Codecs;

internal sealed class ProtobufMessageCodec() : MessageCodec(MediaTypes.Protobuf)
{
    public override T Parse<T>(ReadOnlySequence<byte> body, MessageLimits? limits = null)
    {
        limits ??= MessageLimits.Default;
        limits.RequireSize(body.Length);
        var message = new T();
        try
        {
            message.MergeFrom(body);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new MessageFormatException(
                MessageFault.Syntax, $"Failed to parse body into {message.Descriptor.Name} protobuf");
        }

        MessageCompleteness.DropUnknownEnums(message);
        var missing = MessageCompleteness.MissingFields(message);
        return missing.Count == 0 ? message : throw new MessageFormatException(
            MessageFault.MissingField,
            $"Failed to parse body into {message.Descriptor.Name} protobuf: Missing required fields: {string.Join(", ", missing)}",
            missing[0]);
    }

    public override void Write(IMessage message, IBufferWriter<byte> output) => message.WriteTo(output);
}
