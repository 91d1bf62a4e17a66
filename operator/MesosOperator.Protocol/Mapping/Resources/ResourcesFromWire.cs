using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using Source = MesosOperator.Protocol.Mesos.V1.Resource.Types.DiskInfo.Types.Source.Types.Type;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Resources;

/// <summary>
/// Resources as frameworks and agents write them. Both forms of reservations are taken: <c>role</c> with
/// <c>reservation</c>, and the stack <c>reservations</c> of RESERVATION_REFINEMENT.
/// </summary>
public static class ResourcesFromWire
{
    /// <summary>More in one list are refused: merging compares each with each.</summary>
    private const int MaxResources = 1000;

    /// <summary>Maps a list of resources; the first fault in it is told (semantics 3.7, case K22).</summary>
    public static MappedResources Map(IReadOnlyCollection<Wire.Resource> resources)
    {
        ArgumentNullException.ThrowIfNull(resources);
        if (resources.Count > MaxResources)
        {
            return Fault($"More than {MaxResources} resources in one list");
        }

        var mapped = new List<Resource>(resources.Count);
        string? role = null;
        foreach (var resource in resources)
        {
            if (ResourceDefects.Find(resource) is { } problem)
            {
                return Fault($"Invalid resource '{resource.Name}': {problem}");
            }

            if (resource.AllocationInfo is { HasRole: true } allocation)
            {
                role ??= allocation.Role;
                if (role != allocation.Role)
                {
                    return Fault(
                        $"The resources have multiple allocation roles ('{role}' and '{allocation.Role}') but only one allocation role is allowed");
                }
            }

            mapped.Add(Map(resource));
        }

        return MixedRevocable(mapped) is { } name
            ? Fault($"Cannot use both revocable and non-revocable '{name}' at the same time")
            : new(ResourceSet.Of(mapped), role is null ? null : new RoleName(role), null);
    }

    private static MappedResources Fault(string problem) => new(ResourceSet.Empty, null, problem);

    private static Resource Map(Wire.Resource resource)
    {
        var traits = Traits(resource);
        return resource.Type switch
        {
            Wire.Value.Types.Type.Ranges => Resource.Of(resource.Name, ValuesFromWire.Ranges(resource.Ranges), traits),
            Wire.Value.Types.Type.Set => Resource.Of(resource.Name, ValueSet.Of(resource.Set.Item), traits),
            _ => Resource.Of(resource.Name, ValuesFromWire.Amount(resource.Scalar)!.Value, traits),
        };
    }

    private static ResourceTraits Traits(Wire.Resource resource)
    {
        var reservations = ReservationsFromWire.Map(resource);
        return reservations.IsEmpty && resource.Disk is null && resource.Revocable is null && resource.Shared is null && resource.ProviderId is null
            ? ResourceTraits.None
            : new ResourceTraits
            {
                Reservations = reservations,
                DiskKind = KindOf(resource.Disk?.Source),
                DiskSource = resource.Disk?.Source is { } source ? Payloads.Encode(source) : null,
                Volume = resource.Disk is { Persistence: not null } disk ? Volume(disk) : null,
                IsRevocable = resource.Revocable is not null,
                IsShared = resource.Shared is not null,
                ProviderId = resource.ProviderId?.Value,
            };
    }

    private static PersistentVolume Volume(Wire.Resource.Types.DiskInfo disk) => new(
        disk.Persistence.Id,
        disk.Persistence.HasPrincipal ? disk.Persistence.Principal : null,
        Payloads.Encode(new Wire.Resource.Types.DiskInfo { Persistence = disk.Persistence, Volume = disk.Volume }));

    private static DiskKind KindOf(Wire.Resource.Types.DiskInfo.Types.Source? source) => source?.Type switch
    {
        null => DiskKind.Root,
        Source.Path => DiskKind.Path,
        Source.Mount => DiskKind.Mount,
        Source.Block => DiskKind.Block,
        _ => DiskKind.Raw,
    };

    private static string? MixedRevocable(List<Resource> resources)
    {
        var revocable = resources.Where(resource => resource.Traits.IsRevocable).Select(resource => resource.Name).ToHashSet(StringComparer.Ordinal);
        return resources.FirstOrDefault(resource => !resource.Traits.IsRevocable && revocable.Contains(resource.Name))?.Name;
    }
}
