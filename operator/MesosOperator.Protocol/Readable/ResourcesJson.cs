using System.Text.Json;
using MesosOperator.Core.Resources;

namespace MesosOperator.Protocol.Readable;

/// <summary>Resources in short: scalars as numbers, ranges and sets as text; the four common ones are always there.</summary>
public static class ResourcesJson
{
    private static readonly string[] Common = [ResourceName.Disk, ResourceName.Memory, ResourceName.Gpus, ResourceName.Cpus];

    /// <summary>What there is of each, in one object.</summary>
    public static void WriteResources(this Utf8JsonWriter json, string name, ResourceSet resources)
    {
        json.WriteStartObject(name);
        foreach (var common in Common)
            json.WriteDecimal(common, resources.Quantities.Get(common).ToUnits());
        foreach (var quantity in resources.Quantities.Items.Where(quantity => !Common.Contains(quantity.Name)))
            json.WriteDecimal(quantity.Name, quantity.Amount.ToUnits());
        foreach (var named in resources.Items.Where(resource => resource.Kind != ResourceKind.Scalar).GroupBy(resource => resource.Name))
            json.WriteString(named.Key, TextOf([.. named]));
        json.WriteEndObject();
    }

    /// <summary>Only what there is of each scalar.</summary>
    public static void WriteQuantities(this Utf8JsonWriter json, string name, IEnumerable<ResourceQuantity> quantities)
    {
        json.WriteStartObject(name);
        foreach (var quantity in quantities)
            json.WriteDecimal(quantity.Name, quantity.Amount.ToUnits());
        json.WriteEndObject();
    }

    /// <summary>What is reserved, role by role, and what is not.</summary>
    public static void WriteReservations(this Utf8JsonWriter json, ResourceSet resources)
    {
        json.WriteStartObject("reserved_resources");
        var roles = resources.Items.Select(resource => resource.Traits.ReservedRole).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        foreach (var role in roles)
            json.WriteResources(role, resources.Where(resource => resource.Traits.ReservedRole == role));
        json.WriteEndObject();
        json.WriteResources("unreserved_resources", resources.Where(resource => resource.Traits.ReservedRole is null));
    }

    private static string TextOf(Resource[] alike) => alike[0].Kind == ResourceKind.Ranges
        ? alike.Aggregate(ValueRanges.Empty, (sum, next) => sum.Union(next.Ranges)).ToString()
        : alike.Aggregate(ValueSet.Empty, (sum, next) => sum.Union(next.Set)).ToString();
}
