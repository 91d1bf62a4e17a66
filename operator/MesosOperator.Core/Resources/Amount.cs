using System.Globalization;
using System.Numerics;

namespace MesosOperator.Core.Resources;

/// <summary>
/// A scalar amount in thousandths; never negative. Mesos counts scalars with three decimals, so sums never drift
/// (semantics 3.7, case R02).
/// </summary>
public readonly record struct Amount :
    IComparable<Amount>,
    IAdditionOperators<Amount, Amount, Amount>,
    ISubtractionOperators<Amount, Amount, Amount>
{
    /// <summary>The largest amount that sums may reach, in thousandths: products of two stay inside 128 bits.</summary>
    public const long MaxMilli = (1L << 62) - 1;

    /// <summary>
    /// The largest amount that anybody may state, in thousandths: half a million such amounts still add up, so that no
    /// list of resources of any size breaks the arithmetic.
    /// </summary>
    public const long MaxStatedMilli = 1L << 43;

    /// <summary>Nothing.</summary>
    public static readonly Amount Zero;

    /// <summary>An amount of so many thousandths.</summary>
    public Amount(long milli)
    {
        Primitives.Require.That(milli is >= 0 and <= MaxMilli, "an amount is neither negative nor beyond measure");
        Milli = milli;
    }

    /// <summary>The amount in thousandths.</summary>
    public long Milli { get; }

    /// <summary>Whether this is nothing.</summary>
    public bool IsZero => Milli == 0;

    /// <summary>Reads a number of whole units; false for negative, endless and absurdly large ones.</summary>
    public static bool TryFromUnits(double units, out Amount amount)
    {
        var milli = Math.Round(units * 1000, MidpointRounding.AwayFromZero);
        var valid = milli is >= 0 and <= MaxStatedMilli;
        amount = valid ? new((long)milli) : Zero;
        return valid;
    }

    /// <summary>The amount of a whole number of units.</summary>
    public static Amount FromUnits(long units) => new(checked(units * 1000));

    /// <summary>The amount in whole units, with a fraction.</summary>
    public double ToUnits() => Milli / 1000.0;

    /// <inheritdoc/>
    public int CompareTo(Amount other) => Milli.CompareTo(other.Milli);

    /// <summary>The smaller of two amounts.</summary>
    public static Amount Min(Amount left, Amount right) => left.Milli <= right.Milli ? left : right;

    /// <summary>The larger of two amounts.</summary>
    public static Amount Max(Amount left, Amount right) => left.Milli >= right.Milli ? left : right;

    /// <summary>What is left, or nothing where more is taken than there is.</summary>
    public Amount MinusAtMost(Amount other) => new(Math.Max(0, Milli - other.Milli));

    /// <summary>The sum.</summary>
    public static Amount operator +(Amount left, Amount right) => new(left.Milli + right.Milli);

    /// <summary>The difference; the right one must not be the larger.</summary>
    public static Amount operator -(Amount left, Amount right) => new(left.Milli - right.Milli);

    /// <summary>Whether the left amount is smaller.</summary>
    public static bool operator <(Amount left, Amount right) => left.Milli < right.Milli;

    /// <summary>Whether the left amount is larger.</summary>
    public static bool operator >(Amount left, Amount right) => left.Milli > right.Milli;

    /// <summary>Whether the left amount is not larger.</summary>
    public static bool operator <=(Amount left, Amount right) => left.Milli <= right.Milli;

    /// <summary>Whether the left amount is not smaller.</summary>
    public static bool operator >=(Amount left, Amount right) => left.Milli >= right.Milli;

    /// <inheritdoc/>
    public override string ToString() => ToUnits().ToString("0.###", CultureInfo.InvariantCulture);
}
