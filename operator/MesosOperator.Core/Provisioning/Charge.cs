namespace MesosOperator.Core.Provisioning;

/// <summary>What a machine counts for against limits.</summary>
internal readonly record struct Charge(long[] Capacity, Price Price, bool IsSpot)
{
    /// <summary>What one counts for that may become either.</summary>
    public Charge Or(Charge other)
    {
        var larger = new long[Capacity.Length];
        for (var column = 0; column < larger.Length; column++)
            larger[column] = Math.Max(Capacity[column], other.Capacity[column]);
        return new(larger, Price.Max(Price, other.Price), IsSpot || other.IsSpot);
    }
}
