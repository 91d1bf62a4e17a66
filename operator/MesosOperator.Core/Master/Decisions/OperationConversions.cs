using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>What well-formed operations do to resources, whoever wants them.</summary>
internal static class OperationConversions
{
    public static ResourceConversion Of(ResourceOperation operation) => operation switch
    {
        ResourceOperation.Reserve { Source: { } source } reserve => new(source, reserve.Resources),
        ResourceOperation.Reserve reserve => new(Each(reserve.Resources, WithoutLastReservation), reserve.Resources),
        ResourceOperation.Unreserve unreserve => new(unreserve.Resources, Each(unreserve.Resources, WithoutLastReservation)),
        ResourceOperation.Create create => new(Each(create.Volumes, WithoutVolume), create.Volumes),
        ResourceOperation.Destroy destroy => new(destroy.Volumes, Each(destroy.Volumes, WithoutVolume)),
        ResourceOperation.Grow grow => new(grow.Volume + grow.Addition, Resized(grow.Volume.Items[0], grow.Volume.Items[0].Amount + grow.Addition.Items[0].Amount)),
        ResourceOperation.Shrink shrink => Shrunk(shrink.Volume.Items[0], shrink.Subtract),
        _ => throw new Primitives.InvariantViolationException($"{operation.GetType().Name} makes other resources of resources"),
    };

    /// <summary>Whether what it makes may be used by the operations after it, as in Mesos; otherwise it comes in a later offer.</summary>
    public static bool IsSpeculative(this ResourceOperation operation) => operation is not (ResourceOperation.Grow or ResourceOperation.Shrink);

    public static Resource WithoutVolume(Resource resource) => resource.With(resource.Traits with { Volume = null, IsShared = false });

    private static Resource WithoutLastReservation(Resource resource) =>
        resource.With(Plain(resource.Traits with { Reservations = resource.Traits.Reservations.RemoveAt(resource.Traits.Reservations.Length - 1) }));

    /// <summary>The one object for resources without anything special, so that they compare at once.</summary>
    private static ResourceTraits Plain(ResourceTraits traits) => traits.Equals(ResourceTraits.None) ? ResourceTraits.None : traits;

    private static ResourceConversion Shrunk(Resource volume, Amount subtract) => new(
        ResourceSet.Of(volume),
        Resized(volume, volume.Amount - subtract) + ResourceSet.Of(Resource.Of(volume.Name, subtract, WithoutVolume(volume).Traits)));

    private static ResourceSet Resized(Resource volume, Amount amount) => ResourceSet.Of(Resource.Of(volume.Name, amount, volume.Traits));

    private static ResourceSet Each(ResourceSet resources, Func<Resource, Resource> change) => ResourceSet.Of(resources.Items.Select(change));
}
