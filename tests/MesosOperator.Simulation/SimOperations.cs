using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Simulation;

/// <summary>Operations that somebody may want of one resource.</summary>
internal static class SimOperations
{
    private const string SharedVolume = "v2";

    /// <summary>Takes back the last thing that was made of a resource at run time; null where nothing was.</summary>
    public static ResourceOperation? Undo(Resource resource) => resource.Traits switch
    {
        { Volume: not null } => new ResourceOperation.Destroy(ResourceSet.Of(resource)),
        { Reservations: [.., { Kind: ReservationKind.Dynamic }] } => new ResourceOperation.Unreserve(ResourceSet.Of(resource)),
        _ => null,
    };

    /// <summary>Reserves some of a resource for a role; null where that cannot be.</summary>
    public static ResourceOperation? Reserve(Prng prng, Resource resource, RoleName role)
    {
        if (role == RoleName.Any || resource.Kind != ResourceKind.Scalar || resource.Traits.IsRevocable)
            return null;
        var part = resource.AtMost(new(1 + prng.Next((int)Math.Min(resource.Amount.Milli, int.MaxValue - 1))));
        return new ResourceOperation.Reserve(ResourceSet.Of(part.With(part.Traits with
        {
            Reservations = [.. part.Traits.Reservations, new Reservation(ReservationKind.Dynamic, role.Value, null, [])],
        })));
    }

    /// <summary>Makes a volume of a reserved disk, a shared one where the framework knows such and the ID says so; null where it is no disk.</summary>
    public static ResourceOperation? Create(FrameworkInfo framework, Resource resource, string id) =>
        resource is { Name: ResourceName.Disk, Traits: { ReservedRole: not null, Volume: null } }
            ? new ResourceOperation.Create(ResourceSet.Of(resource.With(resource.Traits with
            {
                Volume = new(id, null, Payload.Empty),
                IsShared = id == SharedVolume && framework.Can(FrameworkCapabilities.SharedResources),
            })))
            : null;
}
