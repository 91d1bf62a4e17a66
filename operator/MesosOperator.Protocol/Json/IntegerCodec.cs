using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace MesosOperator.Protocol.Json;

/// <summary>
/// Whole numbers of all four kinds, read from a number or a numeric string. A fraction or a number out of
/// range is refused rather than cut, because a port that silently became another one helps nobody.
/// </summary>
internal sealed class IntegerCodec<T>(Action<Utf8JsonWriter, T> write) : ValueCodec<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override bool TryRead(ref JsonInput input, out T value)
    {
        if (input.Reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
        {
            throw input.NotExpected();
        }

        var text = input.Reader.ValueSpan;
        if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            || (input.Reader.TokenType == JsonTokenType.Number && TryWhole(text, out value)))
        {
            return true;
        }

        throw input.WrongKind($"Expecting a whole number from {T.MinValue} to {T.MaxValue}");
    }

    public override void Write(Utf8JsonWriter writer, T value) => write(writer, value);

    /// <summary>Numbers such as 15.0 and 1e3, which some clients write for whole numbers.</summary>
    private static bool TryWhole(ReadOnlySpan<byte> text, out T value)
    {
        value = default;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || number != Math.Floor(number)
            || Math.Abs(number) > 1L << 53)
        {
            return false;
        }

        var whole = (long)number;
        value = T.CreateSaturating(whole);
        return long.CreateSaturating(value) == whole;
    }
}
