namespace MesosOperator.Core.Resources;

/// <summary>
/// What operations have made of an agent's resources: dynamic reservations and persistent volumes. The agent keeps them,
/// since they are no part of its configuration, and says them again when it comes back (semantics 3.7, case R06).
/// </summary>
public static class KeptResources
{
    /// <summary>The part of all that an agent has which it must keep.</summary>
    public static ResourceSet Of(ResourceSet total) => total.IsPlain ? ResourceSet.Empty : total.Where(IsKept);

    /// <summary>All that an agent has: its configuration with what it keeps; null where the configuration no longer has room for that.</summary>
    public static ResourceSet? Restore(ResourceSet configured, ResourceSet kept)
    {
        var (rest, restored) = (configured, ResourceSet.Empty);
        foreach (var resource in kept.Items)
        {
            var whole = ResourceSet.Of(resource);
            var taken = rest.Covers(whole) ? whole : ResourceSet.Of(Unmade(resource));
            if (!rest.Covers(taken))
                return null;
            rest -= taken;
            restored += whole;
        }

        return rest + restored;
    }

    /// <summary>The resources as the configuration has them.</summary>
    public static ResourceSet Unmade(ResourceSet kept) => kept.IsEmpty ? kept : ResourceSet.Of(kept.Items.Select(Unmade));

    /// <summary>The resource as the configuration has it: without volume and dynamic reservations.</summary>
    public static Resource Unmade(Resource resource) => resource.With(resource.Traits with
    {
        Volume = null,
        IsShared = false,
        Reservations = resource.Traits.Reservations.RemoveAll(reservation => reservation.Kind == ReservationKind.Dynamic),
    });

    private static bool IsKept(Resource resource) =>
        resource.Traits.Volume is not null || resource.Traits.Reservations.Any(reservation => reservation.Kind == ReservationKind.Dynamic);
}
