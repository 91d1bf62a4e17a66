namespace MesosOperator.Core.Allocation;

/// <summary>
/// A weighted part of a whole: used ÷ total ÷ weight. Compared exactly, by multiplying crosswise; a floating-point
/// quotient would make ties depend on rounding.
/// </summary>
public readonly record struct Share(long UsedMilli, long TotalMilli, int WeightMilli) : IComparable<Share>
{
    /// <summary>The weight of those who have none of their own: 1.</summary>
    public const int DefaultWeightMilli = 1000;

    /// <inheritdoc/>
    public int CompareTo(Share other)
    {
        if (TotalMilli == other.TotalMilli && WeightMilli == other.WeightMilli)
            return UsedMilli.CompareTo(other.UsedMilli);
        var mine = (UInt128)UsedMilli * (UInt128)other.TotalMilli;
        var theirs = (UInt128)other.UsedMilli * (UInt128)TotalMilli;
        return WeightMilli == other.WeightMilli
            ? mine.CompareTo(theirs)
            : Times(mine, (uint)other.WeightMilli).CompareTo(Times(theirs, (uint)WeightMilli));
    }

    /// <summary>The share as a number, for people and metrics only.</summary>
    public double ToDouble() => TotalMilli == 0 ? 0 : (double)UsedMilli / TotalMilli * 1000 / WeightMilli;

    /// <summary>The product as 160 bits: the upper 96 and the lower 64.</summary>
    private static (UInt128 High, ulong Low) Times(UInt128 factor, uint weight)
    {
        var low = (UInt128)(ulong)factor * weight;
        return ((factor >> 64) * weight + (low >> 64), (ulong)low);
    }
}
