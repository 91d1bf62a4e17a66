using MesosOperator.Core.Resources;

namespace MesosOperator.Kubernetes.Mapping;

/// <summary>
/// Finds what is wanted by name in what is offered: of each resource what is reserved for the role first, and then what
/// is free. Nothing shared, revocable or on a volume is taken by a mere name.
/// </summary>
internal static class TaskResources
{
    /// <summary>What to take. What the offer does not cover is asked for as unreserved, so that the master says that it is too much.</summary>
    public static ResourceSet Take(ResourceSet offered, ResourceSet wanted)
    {
        var taken = new List<Resource>();
        foreach (var want in wanted.Items)
        {
            var rest = want;
            foreach (var source in offered.Items.Where(item => IsMeant(item, want)).OrderByDescending(item => item.Traits.Reservations.Length))
                rest = TakeFrom(source, rest, taken);
            taken.Add(rest);
        }

        return ResourceSet.Of(taken);
    }

    private static bool IsMeant(Resource source, Resource want) =>
        source.Name == want.Name && source.Kind == want.Kind
        && source.Traits is { IsRevocable: false, IsShared: false, Volume: null, DiskKind: DiskKind.Root };

    private static Resource TakeFrom(Resource source, Resource want, List<Resource> taken)
    {
        var part = Common(source, want);
        if (part.IsEmpty)
            return want;
        taken.Add(part.With(source.Traits));
        return want.Minus(part);
    }

    private static Resource Common(Resource source, Resource want) => want.Kind switch
    {
        ResourceKind.Scalar => Resource.Of(want.Name, Amount.Min(source.Amount, want.Amount)),
        ResourceKind.Ranges => Resource.Of(want.Name, want.Ranges.Except(want.Ranges.Except(source.Ranges))),
        _ => Resource.Of(want.Name, want.Set.Except(want.Set.Except(source.Set))),
    };
}
