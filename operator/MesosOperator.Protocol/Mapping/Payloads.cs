using Google.Protobuf;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Protocol.Mapping;

/// <summary>Wire messages as the core carries them: encoded, and not looked into.</summary>
public static class Payloads
{
    /// <summary>The encoded message.</summary>
    public static Payload Encode(IMessage message) => new(message.ToByteArray());

    /// <summary>The message that was encoded.</summary>
    public static T Decode<T>(Payload payload)
        where T : IMessage<T>, new()
    {
        ArgumentNullException.ThrowIfNull(payload);
        var message = new T();
        message.MergeFrom(payload.Bytes.Span);
        return message;
    }

    /// <summary>Bytes of a client, which stand for themselves.</summary>
    public static Payload Wrap(ByteString bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new(bytes.Memory);
    }
}
