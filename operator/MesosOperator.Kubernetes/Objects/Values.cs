using MesosOperator.Core.Resources;
using MesosOperator.Crds.Resources;

namespace MesosOperator.Kubernetes.Objects;

/// <summary>Resources in a status.</summary>
internal static class Values
{
    /// <summary>Null where there is nothing: older API servers make an emptied map null when it is applied, and then refuse it.</summary>
    public static ResourceValues? Of(ResourceSet resources) => resources.IsEmpty ? null : ResourceValues.From(resources);

    /// <summary>Null where there is nothing.</summary>
    public static ResourceValues? Of(ResourceQuantities quantities) =>
        Of(ResourceSet.Of(quantities.Items.Select(item => Resource.Of(item.Name, item.Amount))));
}
