using System.Text.Json;

namespace MesosOperator.Protocol.Json;

internal sealed class BooleanCodec : ValueCodec<bool>
{
    public override bool TryRead(ref JsonInput input, out bool value)
    {
        value = input.Reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String when input.Reader.ValueTextEquals("true"u8) => true,
            JsonTokenType.String when input.Reader.ValueTextEquals("false"u8) => false,
            _ => throw input.NotExpected(),
        };
        return true;
    }

    public override void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);
}
