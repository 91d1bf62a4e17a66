using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Pools;

/// <summary>The most that the machines of a pool may have together, and cost. max limits their number.</summary>
[Rule("has(self.resources) || has(self.pricePerHour)", "names neither resources nor pricePerHour")]
public sealed record PoolLimits
{
    /// <summary>The most of some resources, such as {cpus: 256, gpus: 8}.</summary>
    public ResourceAmounts? Resources { get; init; }

    /// <summary>The most US dollars an hour, such as "12.50".</summary>
    public Quantity? PricePerHour { get; init; }
}
