using System.Collections.Immutable;
using MesosOperator.Core.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Resources;

/// <summary>Amounts by the resources' names, such as <c>{cpus: 2, mem: 4Gi}</c>; what is not named is not limited or not there.</summary>
[Bounds(0, EntriesMax)]
[Rule(ResourceUnits.Rule, ResourceUnits.Message)]
[Checked<ResourceAmountsCheck>]
public sealed class ResourceAmounts() : SortedDictionary<string, Quantity>(StringComparer.Ordinal)
{
    /// <summary>The most names.</summary>
    internal const int EntriesMax = 32;

    /// <summary>The amounts as the core counts them; these must be valid.</summary>
    public ResourceQuantities ToQuantities() => ResourceQuantities.Of(Items());

    /// <summary>The amounts as limits, where 0 allows nothing; these must be valid.</summary>
    public ResourceLimits ToLimits() => ResourceLimits.Of(Items());

    /// <summary>The amounts of quantities.</summary>
    public static ResourceAmounts From(ResourceQuantities quantities)
    {
        var amounts = new ResourceAmounts();
        foreach (var quantity in quantities.Items)
            amounts[quantity.Name] = ResourceUnits.ToQuantity(quantity.Name, quantity.Amount);
        return amounts;
    }

    /// <summary>The amounts of limits, of which 0 is one too.</summary>
    public static ResourceAmounts From(ResourceLimits limits)
    {
        var amounts = new ResourceAmounts();
        foreach (var limit in limits.Items)
            amounts[limit.Name] = ResourceUnits.ToQuantity(limit.Name, limit.Amount);
        return amounts;
    }

    private IEnumerable<ResourceQuantity> Items() => this.Select(entry =>
        ResourceUnits.TryToAmount(entry.Key, entry.Value, out var amount)
            ? new ResourceQuantity(entry.Key, amount)
            : throw new FormatException($"{entry.Key} is beyond measure"));
}
