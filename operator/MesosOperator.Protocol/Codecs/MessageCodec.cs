using System.Buffers;
using Google.Protobuf;
using MesosOperator.Protocol.Messages;

namespace MesosOperator.Protocol.Codecs;

/// <summary>One of the two ways to write a message: <see cref="Json"/> or <see cref="Protobuf"/>; there is no third.</summary>
public abstract class MessageCodec
{
    private protected MessageCodec(string mediaType) => MediaType = mediaType;

    /// <summary>Mesos' JSON dialect.</summary>
    public static MessageCodec Json { get; } = new JsonMessageCodec();

    /// <summary>Protobuf's binary form.</summary>
    public static MessageCodec Protobuf { get; } = new ProtobufMessageCodec();

    /// <summary>The value of Content-Type; one of <see cref="MediaTypes"/>.</summary>
    public string MediaType { get; }

    /// <summary>
    /// The codec of a Content-Type, or null when it is neither of the two. The text must be exactly equal, as a
    /// Mesos master has it.
    /// </summary>
    public static MessageCodec? ForContentType(string? contentType) => contentType switch
    {
        MediaTypes.Json => Json,
        MediaTypes.Protobuf => Protobuf,
        _ => null,
    };

    /// <summary>Reads one message that fills <paramref name="body"/>.</summary>
    /// <exception cref="MessageFormatException">The body is not such a message, or exceeds a limit.</exception>
    public T Parse<T>(ReadOnlyMemory<byte> body, MessageLimits? limits = null)
        where T : class, IMessage<T>, new() =>
        Parse<T>(new ReadOnlySequence<byte>(body), limits);

    /// <inheritdoc cref="Parse{T}(ReadOnlyMemory{byte}, MessageLimits?)"/>
    public abstract T Parse<T>(ReadOnlySequence<byte> body, MessageLimits? limits = null)
        where T : class, IMessage<T>, new();

    /// <summary>Appends the encoded <paramref name="message"/>; required fields must be set.</summary>
    public abstract void Write(IMessage message, IBufferWriter<byte> output);
}
