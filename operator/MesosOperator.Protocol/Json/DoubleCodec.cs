using System.Globalization;
using System.Text.Json;

namespace MesosOperator.Protocol.Json;

internal sealed class DoubleCodec : ValueCodec<double>
{
    public override bool TryRead(ref JsonInput input, out double value)
    {
        var read = input.Reader.TokenType switch
        {
            JsonTokenType.Number => input.Reader.TryGetDouble(out value) && double.IsFinite(value),
            JsonTokenType.String => TryParse(input.Reader.ValueSpan, out value),
            _ => throw input.NotExpected(),
        };
        return read ? true : throw input.WrongKind("Expecting a number");
    }

    public override void Write(Utf8JsonWriter writer, double value)
    {
        if (!double.IsFinite(value))
        {
            writer.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
            return;
        }

        Span<byte> text = stackalloc byte[40];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        if (!text[..length].ContainsAny(".E"u8))
        {
            ".0"u8.CopyTo(text[length..]);
            length += 2;
        }

        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!double.TryParse(text, style, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        return double.IsFinite(value)
            || text.SequenceEqual("Infinity"u8) || text.SequenceEqual("-Infinity"u8) || text.SequenceEqual("NaN"u8);
    }
}
