using System.Collections.Immutable;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Frameworks;

/// <summary>What a framework says is the least that is worth offering, role by role.</summary>
internal static class OfferFilters
{
    /// <summary>The first fault, or null (case K23).</summary>
    public static string? Problem(Wire.FrameworkInfo info)
    {
        foreach (var (role, filters) in info.OfferFilters)
        {
            foreach (var quantities in filters.MinAllocatableResources?.Quantities ?? [])
            {
                if (quantities.Quantities.Count == 0)
                {
                    return $"'FrameworkInfo.offer_filters' for role '{role}' have resource quantities without any quantity";
                }

                if (quantities.Quantities.FirstOrDefault(quantity => ValuesFromWire.Amount(quantity.Value) is null) is { Key: { } name })
                {
                    return $"'FrameworkInfo.offer_filters' for role '{role}' have an invalid quantity of '{name}'";
                }
            }
        }

        return null;
    }

    /// <summary>The minimums; <see cref="Problem"/> must have found nothing, and what is at fault is left out.</summary>
    public static ImmutableSortedDictionary<RoleName, ResourceMinimum> FromWire(Wire.FrameworkInfo info) => info.OfferFilters
        .Where(role => role.Value.MinAllocatableResources is not null)
        .ToImmutableSortedDictionary(
            role => new RoleName(role.Key),
            role => new ResourceMinimum([.. role.Value.MinAllocatableResources.Quantities.Select(FromWire)]));

    /// <summary>Adds the minimums of a framework to its description.</summary>
    public static void AddTo(Wire.FrameworkInfo info, ImmutableSortedDictionary<RoleName, ResourceMinimum> minimums)
    {
        foreach (var (role, minimum) in minimums)
        {
            info.OfferFilters.Add(role.Value, new Wire.OfferFilters
            {
                MinAllocatableResources = new() { Quantities = { minimum.AnyOf.Select(ToWire) } },
            });
        }
    }

    private static ResourceQuantities FromWire(Wire.OfferFilters.Types.ResourceQuantities quantities) => ResourceQuantities.Of(
        quantities.Quantities.Select(quantity => new ResourceQuantity(quantity.Key, ValuesFromWire.Amount(quantity.Value) ?? Amount.Zero)));

    private static Wire.OfferFilters.Types.ResourceQuantities ToWire(ResourceQuantities quantities)
    {
        var mapped = new Wire.OfferFilters.Types.ResourceQuantities();
        foreach (var item in quantities.Items)
        {
            mapped.Quantities.Add(item.Name, new Wire.Value.Types.Scalar { Value = item.Amount.ToUnits() });
        }

        return mapped;
    }
}
