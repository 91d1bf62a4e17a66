using MesosOperator.Core.Resources;
using MesosOperator.Crds.Resources;

namespace MesosOperator.Kubernetes.Objects;

/// <summary>
/// Resources in a status. Processors and memory are always said, be it none: people look for them, and older API servers
/// make a map that was emptied null and then refuse it.
/// </summary>
internal static class Values
{
    private static readonly string[] Always = [ResourceName.Cpus, ResourceName.Memory];

    public static ResourceValues Of(ResourceSet resources)
    {
        var values = ResourceValues.From(resources);
        foreach (var name in Always)
            values.TryAdd(name, new("0"));
        return values;
    }

    public static ResourceValues Of(ResourceQuantities quantities) =>
        Of(ResourceSet.Of(quantities.Items.Select(item => Resource.Of(item.Name, item.Amount))));
}
