using System.Buffers;
using Google.Protobuf;
using MesosOperator.Protocol.RecordIO;

namespace MesosOperator.Protocol.Codecs;

/// <summary>Turns messages into records of one encoding. For one stream at a time: its buffers are used again.</summary>
public sealed class MessageRecords(MessageCodec codec)
{
    private readonly ArrayBufferWriter<byte> _payload = new();
    private readonly ArrayBufferWriter<byte> _record = new();

    /// <summary>The record of a message, valid until the next is asked for.</summary>
    public ReadOnlyMemory<byte> Encode(IMessage message)
    {
        _payload.ResetWrittenCount();
        _record.ResetWrittenCount();
        codec.Write(message, _payload);
        RecordWriter.Write(_record, _payload.WrittenSpan);
        return _record.WrittenMemory;
    }
}
