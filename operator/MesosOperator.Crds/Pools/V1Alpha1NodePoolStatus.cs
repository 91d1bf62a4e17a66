using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Pools;

/// <summary>What a pool has and is about to have.</summary>
public sealed record V1Alpha1NodePoolStatus : ResourceStatus
{
    /// <summary>How many machines there are, from the intent to have one to its end.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Machines { get; init; }

    /// <summary>How many of them have a registered agent.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Registered { get; init; }

    /// <summary>How many machines the operator wants.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Wanted { get; init; }

    /// <summary>What the registered machines have together.</summary>
    public ResourceValues? Capacity { get; init; }

    /// <summary>What all machines cost in US dollars an hour.</summary>
    public Quantity? PricePerHour { get; init; }

    /// <summary>What the operator is about to do, or would do, and why.</summary>
    [Bounds(0, 32)]
    public IReadOnlyList<string>? Plan { get; init; }
}
