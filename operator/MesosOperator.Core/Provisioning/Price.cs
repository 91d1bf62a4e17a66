using System.Globalization;
using System.Numerics;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Provisioning;

/// <summary>What something costs in millionths of a US dollar an hour; never negative.</summary>
public readonly record struct Price : IComparable<Price>, IAdditionOperators<Price, Price, Price>
{
    /// <summary>Nothing.</summary>
    public static readonly Price Zero;

    private const long MicrosPerDollar = 1_000_000;

    /// <summary>A price of so many millionths.</summary>
    public Price(long microsPerHour)
    {
        Require.That(microsPerHour >= 0, "a price is not negative");
        MicrosPerHour = microsPerHour;
    }

    /// <summary>The price in millionths of a US dollar an hour.</summary>
    public long MicrosPerHour { get; }

    /// <summary>The price of so many US dollars an hour.</summary>
    public static Price FromDollars(decimal dollarsPerHour) => new((long)decimal.Round(dollarsPerHour * MicrosPerDollar));

    /// <inheritdoc/>
    public int CompareTo(Price other) => MicrosPerHour.CompareTo(other.MicrosPerHour);

    /// <summary>The higher of two prices.</summary>
    public static Price Max(Price left, Price right) => left.MicrosPerHour >= right.MicrosPerHour ? left : right;

    /// <summary>The sum.</summary>
    public static Price operator +(Price left, Price right) => new(checked(left.MicrosPerHour + right.MicrosPerHour));

    /// <summary>So many times as much.</summary>
    public static Price operator *(Price price, int times) => new(checked(price.MicrosPerHour * times));

    /// <summary>Whether the left price is lower.</summary>
    public static bool operator <(Price left, Price right) => left.MicrosPerHour < right.MicrosPerHour;

    /// <summary>Whether the left price is higher.</summary>
    public static bool operator >(Price left, Price right) => left.MicrosPerHour > right.MicrosPerHour;

    /// <summary>Whether the left price is not higher.</summary>
    public static bool operator <=(Price left, Price right) => left.MicrosPerHour <= right.MicrosPerHour;

    /// <summary>Whether the left price is not lower.</summary>
    public static bool operator >=(Price left, Price right) => left.MicrosPerHour >= right.MicrosPerHour;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"${(decimal)MicrosPerHour / MicrosPerDollar:0.00####}/h");
}
