using MesosOperator.Core.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Resources;

/// <summary>Resources by their names, such as <c>{cpus: 500m, mem: 128Mi, ports: "[31000-31005]"}</c>.</summary>
[Bounds(0, ResourceAmounts.EntriesMax)]
[Rule(ResourceUnits.Rule, ResourceUnits.Message)]
[Checked<ResourceValuesCheck>]
public sealed class ResourceValues() : SortedDictionary<string, ResourceValue>(StringComparer.Ordinal)
{
    /// <summary>The resources as the core counts them, free of reservations; these must be valid.</summary>
    public ResourceSet ToResourceSet() => ResourceSet.Of(this.Select(entry =>
        ResourceValueFormat.Read(entry.Key, entry.Value.Text) ?? throw new FormatException($"{entry.Key} is beyond measure")));

    /// <summary>All resources of a set, summed over whatever keeps those of one name apart.</summary>
    public static ResourceValues From(ResourceSet resources)
    {
        var values = new ResourceValues();
        foreach (var resource in ResourceSet.Of(resources.Items.Select(item => item.With(ResourceTraits.None))).Items)
            values[resource.Name] = new(TextOf(resource));
        return values;
    }

    private static string TextOf(Resource resource) => resource.Kind switch
    {
        ResourceKind.Ranges => resource.Ranges.ToString(),
        ResourceKind.Set => resource.Set.ToString(),
        _ => ResourceUnits.ToQuantity(resource.Name, resource.Amount).Text,
    };
}
