namespace MesosOperator.Core.Provisioning;

/// <summary>What a pool has, and what it and all pools together may have.</summary>
internal sealed class PoolBudget
{
    private readonly Pool _pool;
    private readonly Budget _own;
    private readonly Budget _fleet;

    public PoolBudget(Pool pool, Budget fleet, Columns columns)
    {
        (_pool, _fleet) = (pool, fleet);
        _own = new(pool.Terms.Limits, columns);
        foreach (var machine in pool.Machines)
            Add(new(columns.RowOf(machine.Choice.Resources), machine.Choice.PricePerHour, machine.Choice.Purchase == Purchase.Spot));
        Missing = Math.Max(0, pool.Terms.MinMachines - pool.Machines.Count(machine => machine.Phase != MachinePhase.Leaving));
    }

    public string Name => _pool.Name;

    public SpotTerms? Spot => _pool.Terms.Spot;

    /// <summary>Whether how the next machine is bought depends on the one before.</summary>
    public bool AlternatesPurchases => Spot is { Percent: < 100 };

    /// <summary>How many machines it has too few.</summary>
    public int Missing { get; private set; }

    /// <summary>What keeps a machine off; null where nothing does.</summary>
    public Obstacle? ObstacleOf(Charge charge) =>
        charge.IsSpot && !AllowsSpot ? Obstacle.SpotShare
        : !_own.AllowsMachine ? Obstacle.PoolMachines
        : !_own.AllowsResources(charge.Capacity) ? Obstacle.PoolResources
        : !_own.AllowsPrice(charge.Price) ? Obstacle.PoolPrice
        : !_fleet.AllowsMachine ? Obstacle.FleetMachines
        : !_fleet.AllowsResources(charge.Capacity) ? Obstacle.FleetResources
        : !_fleet.AllowsPrice(charge.Price) ? Obstacle.FleetPrice
        : null;

    /// <summary>One more machine.</summary>
    public void Add(Charge charge)
    {
        _own.Add(charge);
        _fleet.Add(charge);
        Missing = Math.Max(0, Missing - 1);
    }

    /// <summary>Whether one more may be one that can be taken back: of a hundred machines at most so many as the pool says.</summary>
    private bool AllowsSpot => Spot is { } terms && (_own.Spot + 1) * 100L <= terms.Percent * (_own.Machines + 1L);
}
