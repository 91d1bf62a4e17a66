using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Mapping.Labels;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Resources;

/// <summary>Resources in the form that their reader understands (semantics 3.5, case M33).</summary>
public static class ResourcesToWire
{
    /// <summary>
    /// Resources in a framework's form: allocation roles only for MULTI_ROLE, stacks of reservations only for
    /// RESERVATION_REFINEMENT. A stack of more than one cannot be said in the old form and is left out.
    /// </summary>
    public static IEnumerable<Wire.Resource> ForFramework(ResourceSet resources, RoleName allocatedTo, FrameworkCapabilities capabilities)
    {
        ArgumentNullException.ThrowIfNull(resources);
        var isRefined = (capabilities & FrameworkCapabilities.ReservationRefinement) != 0;
        var isAllocated = (capabilities & FrameworkCapabilities.MultiRole) != 0;
        foreach (var resource in resources.Items)
        {
            if (!isRefined && resource.Traits.Reservations.Length > 1)
            {
                continue;
            }

            var mapped = isRefined ? WithStack(resource) : InOldForm(resource);
            if (isAllocated)
            {
                mapped.AllocationInfo = new Wire.Resource.Types.AllocationInfo { Role = allocatedTo.Value };
            }

            yield return mapped;
        }
    }

    /// <summary>Resources in the new form and allocated to nobody, as agents and operators see them.</summary>
    public static IEnumerable<Wire.Resource> Unallocated(ResourceSet resources)
    {
        ArgumentNullException.ThrowIfNull(resources);
        return resources.Items.Select(WithStack);
    }

    /// <summary>A resource for operators: in the new form, and in the old one too where that can say it.</summary>
    public static Wire.Resource ForOperator(Resource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var mapped = WithStack(resource);
        if (resource.Traits.Reservations.Length > 1)
        {
            return mapped;
        }

        var old = InOldForm(resource);
#pragma warning disable CS0612 // Tools still read the old field.
        mapped.Role = old.Role;
#pragma warning restore CS0612
        mapped.Reservation = old.Reservation;
        return mapped;
    }

    private static Wire.Resource WithStack(Resource resource)
    {
        var mapped = Value(resource);
        mapped.Reservations.AddRange(resource.Traits.Reservations.Select(reservation =>
        {
            var item = Reservation(reservation);
            item.Role = reservation.Role;
            item.Type = reservation.Kind == ReservationKind.Dynamic
                ? Wire.Resource.Types.ReservationInfo.Types.Type.Dynamic
                : Wire.Resource.Types.ReservationInfo.Types.Type.Static;
            return item;
        }));
        return mapped;
    }

    private static Wire.Resource InOldForm(Resource resource)
    {
        var mapped = Value(resource);
#pragma warning disable CS0612 // Frameworks without RESERVATION_REFINEMENT read the old field.
        mapped.Role = resource.Traits.ReservedRole ?? "*";
#pragma warning restore CS0612
        if (resource.Traits.Reservations is [{ Kind: ReservationKind.Dynamic } reservation])
        {
            mapped.Reservation = Reservation(reservation);
        }

        return mapped;
    }

    private static Wire.Resource Value(Resource resource)
    {
        var mapped = new Wire.Resource { Name = resource.Name };
        switch (resource.Kind)
        {
            case ResourceKind.Ranges:
                mapped.Type = Wire.Value.Types.Type.Ranges;
                mapped.Ranges = ValuesToWire.Ranges(resource.Ranges);
                break;
            case ResourceKind.Set:
                mapped.Type = Wire.Value.Types.Type.Set;
                mapped.Set = ValuesToWire.Set(resource.Set);
                break;
            default:
                mapped.Type = Wire.Value.Types.Type.Scalar;
                mapped.Scalar = new Wire.Value.Types.Scalar { Value = resource.Amount.ToUnits() };
                break;
        }

        var traits = resource.Traits;
        mapped.Disk = Disk(traits);
        mapped.Revocable = traits.IsRevocable ? new Wire.Resource.Types.RevocableInfo() : null;
        mapped.Shared = traits.IsShared ? new Wire.Resource.Types.SharedInfo() : null;
        mapped.ProviderId = traits.ProviderId is null ? null : new Wire.ResourceProviderID { Value = traits.ProviderId };
        return mapped;
    }

    private static Wire.Resource.Types.DiskInfo? Disk(ResourceTraits traits)
    {
        if (traits is { Volume: null, DiskSource: null })
        {
            return null;
        }

        var disk = traits.Volume is null ? new() : Payloads.Decode<Wire.Resource.Types.DiskInfo>(traits.Volume.Details);
        disk.Source = traits.DiskSource is null ? null : Payloads.Decode<Wire.Resource.Types.DiskInfo.Types.Source>(traits.DiskSource);
        return disk;
    }

    private static Wire.Resource.Types.ReservationInfo Reservation(Reservation reservation)
    {
        var item = new Wire.Resource.Types.ReservationInfo { Labels = LabelsToWire.Map(reservation.Labels) };
        if (reservation.Principal is { } principal)
        {
            item.Principal = principal;
        }

        return item;
    }
}
