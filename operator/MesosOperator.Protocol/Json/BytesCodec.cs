using System.Text.Json;
using Google.Protobuf;

namespace MesosOperator.Protocol.Json;

internal sealed class BytesCodec : ValueCodec<ByteString>
{
    public override bool TryRead(ref JsonInput input, out ByteString value)
    {
        if (input.Reader.TokenType != JsonTokenType.String)
        {
            throw input.NotExpected();
        }

        if (!input.Reader.TryGetBytesFromBase64(out var bytes))
        {
            throw input.WrongKind("Failed to base64 decode");
        }

        value = UnsafeByteOperations.UnsafeWrap(bytes);
        return true;
    }

    public override void Write(Utf8JsonWriter writer, ByteString value) => writer.WriteBase64StringValue(value.Span);
}
