using System.Buffers;
using Google.Protobuf;
using MesosOperator.Protocol.Json;
using MesosOperator.Protocol.Messages;

namespace MesosOperator.Protocol.Codecs;

internal sealed class JsonMessageCodec() : MessageCodec(MediaTypes.Json)
{
    public override T Parse<T>(ReadOnlySequence<byte> body, MessageLimits? limits = null)
    {
        limits ??= MessageLimits.Default;
        limits.RequireSize(body.Length);
        if (body.IsSingleSegment)
        {
            return MesosJsonReader.Parse<T>(body.FirstSpan, limits);
        }

        var whole = ArrayPool<byte>.Shared.Rent((int)body.Length);
        try
        {
            body.CopyTo(whole);
            return MesosJsonReader.Parse<T>(whole.AsSpan(0, (int)body.Length), limits);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    public override void Write(IMessage message, IBufferWriter<byte> output) => MesosJsonWriter.Write(message, output);
}
