namespace MesosOperator.Core.Provisioning;

/// <summary>A machine that a pool could get.</summary>
internal sealed class Candidate(PoolBudget pool, MachineChoice choice, long[] capacity, bool isUnavailable)
{
    public PoolBudget Pool => pool;

    public MachineChoice Choice => choice;

    public long[] Capacity => capacity;

    /// <summary>What is compared: machines that cost nothing are compared by their sizes.</summary>
    public double Cost => Math.Max(1, choice.PricePerHour.MicrosPerHour);

    /// <summary>What one such machine is charged with.</summary>
    public Charge Charge => new(capacity, choice.PricePerHour, choice.Purchase == Purchase.Spot);

    /// <summary>What keeps it off now; null where nothing does.</summary>
    public Obstacle? Obstacle => isUnavailable ? Provisioning.Obstacle.Unavailable : pool.ObstacleOf(Charge);

    /// <summary>Whether another of the same pool is as large and no dearer.</summary>
    public bool IsBeatenBy(Candidate other) =>
        ReferenceEquals(pool, other.Pool) && other.Choice.PricePerHour <= choice.PricePerHour && Columns.Covers(other.Capacity, capacity)
        && (other.Choice.PricePerHour < choice.PricePerHour || !capacity.AsSpan().SequenceEqual(other.Capacity) || ComesAfter(other));

    /// <summary>The order in which equals are taken, the same in each process.</summary>
    public bool ComesAfter(Candidate other) =>
        string.CompareOrdinal(pool.Name, other.Pool.Name) is not 0 and var byPool ? byPool > 0 : choice.Key.CompareTo(other.Choice.Key) > 0;
}
