namespace MesosOperator.Core.Provisioning;

/// <summary>What machines are, have and cost together, and the most that they may.</summary>
internal sealed class Budget
{
    private readonly MachineLimits _limits;
    private readonly long[] _maxResources;
    private readonly long[] _resources;
    private Price _price;

    public Budget(MachineLimits limits, Columns columns)
    {
        _limits = limits;
        _maxResources = columns.RowOf(limits.MaxResources);
        _resources = new long[_maxResources.Length];
    }

    public int Machines { get; private set; }

    public int Spot { get; private set; }

    public bool AllowsMachine => Machines < _limits.MaxMachines;

    public bool AllowsPrice(Price price) => _limits.MaxPrice is not { } most || _price + price <= most;

    public bool AllowsResources(ReadOnlySpan<long> capacity)
    {
        for (var column = 0; column < capacity.Length; column++)
            if (capacity[column] > 0 && capacity[column] > _maxResources[column] - _resources[column])
                return false;
        return true;
    }

    public void Add(Charge charge)
    {
        Machines++;
        Spot += charge.IsSpot ? 1 : 0;
        _price += charge.Price;
        for (var column = 0; column < _resources.Length; column++)
            _resources[column] += charge.Capacity[column];
    }
}
