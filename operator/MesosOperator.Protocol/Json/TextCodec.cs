using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MesosOperator.Protocol.Json;

internal sealed class TextCodec : ValueCodec<string>
{
    public override bool TryRead(ref JsonInput input, out string value)
    {
        value = Read(ref input);
        return true;
    }

    public override void Write(Utf8JsonWriter writer, string value)
    {
        if (Ascii.IsValid(value))
        {
            writer.WriteStringValue(value);
        }
        else
        {
            // Some clients compare byte counts with character counts, so nothing but ASCII leaves.
            writer.WriteStringValue(JsonEncodedText.Encode(value, JavaScriptEncoder.Default));
        }
    }

    /// <summary>The text of the string token at the reader.</summary>
    internal static string Read(ref JsonInput input)
    {
        if (input.Reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            throw input.NotExpected();
        }

        return input.Reader.GetString()!;
    }
}
