using MesosOperator.Core.Resources;
using MesosOperator.Crds.Resources;

namespace MesosOperator.Kubernetes.Objects;

/// <summary>Which part of resources is reserved, as objects tell it.</summary>
internal static class Reservations
{
    /// <summary>By role, principal and labels; null when nothing is.</summary>
    public static IReadOnlyList<ReservedResources>? Of(ResourceSet resources)
    {
        var reserved = resources.Items.Where(item => !item.Traits.Reservations.IsEmpty)
            .GroupBy(item => item.Traits.Reservations[^1])
            .Select(group => new ReservedResources
            {
                Role = group.Key.Role,
                Principal = group.Key.Principal,
                Labels = group.Key.Labels.IsEmpty ? null : group.Key.Labels.DistinctBy(label => label.Key).ToDictionary(label => label.Key, label => label.Value ?? ""),
                Resources = ResourceValues.From(ResourceSet.Of(group)),
            }).ToArray();
        return reserved.Length == 0 ? null : reserved;
    }
}
