using System.Globalization;

namespace MesosOperator.Core.Identity;

/// <summary>
/// Names an offer: <c>&lt;master&gt;-O&lt;n&gt;</c>. Offers come and go by the ten thousand, so that the two parts are kept
/// apart: the text is only put together when somebody wants to read it, and a number compares at once.
/// </summary>
public readonly struct OfferId : IEquatable<OfferId>, IComparable<OfferId>
{
    private const string Mark = "-O";

    /// <summary>Of a name that no master gives; the text is all in the prefix then.</summary>
    private const long NoNumber = -1;

    private readonly string _prefix;
    private readonly long _number;

    /// <summary>The id that a text names.</summary>
    public OfferId(string value)
    {
        var mark = value.LastIndexOf(Mark, StringComparison.Ordinal);
        var isNumbered = mark >= 0 && IsNumber(value.AsSpan(mark + Mark.Length), out _number);
        if (!isNumbered)
            _number = NoNumber;
        _prefix = isNumbered ? value[..mark] : value;
    }

    /// <summary>The n-th offer of a master.</summary>
    public OfferId(MasterId master, long number) => (_prefix, _number) = (master.Value, number);

    /// <summary>The id as text.</summary>
    public string Value => _number == NoNumber ? _prefix : $"{_prefix}{Mark}{_number}";

    /// <inheritdoc/>
    public bool Equals(OfferId other) => _number == other._number && _prefix == other._prefix;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is OfferId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _number == NoNumber ? _prefix.GetHashCode(StringComparison.Ordinal) : _number.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(OfferId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Whether the ids name the same offer.</summary>
    public static bool operator ==(OfferId left, OfferId right) => left.Equals(right);

    /// <summary>Whether the ids name different offers.</summary>
    public static bool operator !=(OfferId left, OfferId right) => !left.Equals(right);

    /// <summary>Only as a master writes it, so that the text can be put together again.</summary>
    private static bool IsNumber(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && (text[0] != '0' || text.Length == 1);
}
