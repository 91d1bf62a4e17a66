using CsCheck;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Tests.Resources;

/// <summary>Random values of the resource algebra, small and alike enough to meet each other often.</summary>
internal static class ResourceGen
{
    /// <summary>Numbers of the naive model that ranges are compared with lie below this.</summary>
    public const int NumbersEnd = 24;

    public static readonly Gen<Amount> Amount = Gen.Frequency((3, Gen.Long[0, 5]), (1, Gen.Long[0, 1_000_000]))
        .Select(milli => new Amount(milli));

    public static readonly Gen<ValueRange[]> RangeList = Gen.Select(Gen.Int[0, NumbersEnd - 1], Gen.Int[0, 6])
        .Select((begin, length) => new ValueRange((ulong)begin, (ulong)Math.Min(begin + length, NumbersEnd - 1)))
        .Array[0, 5];

    public static readonly Gen<ValueRanges> Ranges = RangeList.Select(ranges => ValueRanges.Of(ranges));

    public static readonly Gen<string[]> Items = Gen.OneOf("a", "b", "c", "d", "é").Array[0, 4];

    public static readonly Gen<ValueSet> Set = Items.Select(items => ValueSet.Of(items));

    public static readonly Gen<ResourceTraits> Traits = Gen.OneOf(
        ResourceTraits.None,
        new ResourceTraits { Reservations = [Dynamic("dev", [])] },
        new ResourceTraits { Reservations = [Dynamic("dev", [new Label("rack", "7")])] },
        new ResourceTraits { Reservations = [Dynamic("eng", []), Dynamic("eng/dev", [])] },
        new ResourceTraits { IsRevocable = true },
        new ResourceTraits { DiskSource = new Payload(new byte[] { 1, 2, 3 }) });

    public static readonly Gen<Resource> Resource = Gen.Select(Gen.OneOf("cpus", "mem", "disk", "ports", "zones"), Amount, Ranges, Set, Traits)
        .Select((name, amount, ranges, set, traits) => name switch
        {
            "ports" => Core.Resources.Resource.Of(name, ranges, traits),
            "zones" => Core.Resources.Resource.Of(name, set, traits),
            _ => Core.Resources.Resource.Of(name, amount, traits),
        });

    /// <summary>Any resources. Ranges and items may overlap between two of them, so a sum need not be a disjoint one.</summary>
    public static readonly Gen<ResourceSet> Resources = Resource.Array[0, 6].Select(items => ResourceSet.Of(items));

    /// <summary>Resources that are only counted; adding them loses nothing.</summary>
    public static readonly Gen<ResourceSet> Scalars = Resource.Where(item => item.Kind == ResourceKind.Scalar).Array[0, 6]
        .Select(items => ResourceSet.Of(items));

    public static readonly Gen<ResourceQuantities> Quantities = Gen.Select(Gen.OneOf("cpus", "mem", "disk"), Amount)
        .Select((name, amount) => new ResourceQuantity(name, amount)).Array[0, 5].Select(items => ResourceQuantities.Of(items));

    private static Reservation Dynamic(string role, Label[] labels) => new(ReservationKind.Dynamic, role, "ops", [.. labels]);
}
