using Google.Protobuf.Reflection;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.Protocol.Mapping.Resources;
using MesosOperator.Protocol.Messages;
using Kind = MesosOperator.Protocol.Mesos.V1.Offer.Types.Operation.Types.Type;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Offers;

/// <summary>Operations that make other resources of resources: of a framework on an offer, or of a person on an agent.</summary>
public static class ResourceOperationsFromWire
{
    /// <summary>Maps any operation but a launch; what is wrong with its form is said in it.</summary>
    public static ResourceOperation Map(Wire.Offer.Types.Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var mapped = operation switch
        {
            { Type: Kind.Reserve, Reserve: { } reserve } => Reserve(reserve),
            { Type: Kind.Unreserve, Unreserve: { } unreserve } => One(unreserve.Resources, resources => new ResourceOperation.Unreserve(resources)),
            { Type: Kind.Create, Create: { } create } => One(create.Volumes, volumes => new ResourceOperation.Create(volumes)),
            { Type: Kind.Destroy, Destroy: { } destroy } => One(destroy.Volumes, volumes => new ResourceOperation.Destroy(volumes)),
            { Type: Kind.GrowVolume, GrowVolume: { } grow } => Grow(grow),
            { Type: Kind.ShrinkVolume, ShrinkVolume: { } shrink } => Shrink(shrink),
            _ => Unknown(operation),
        };
        return operation.Id is { } id ? mapped with { Id = new OperationId(id.Value) } : mapped;
    }

    private static ResourceOperation Reserve(Wire.Offer.Types.Operation.Types.Reserve reserve)
    {
        var source = ResourcesFromWire.Map(reserve.Source);
        var mapped = One(reserve.Resources, resources => new ResourceOperation.Reserve(resources) { Source = reserve.Source.Count > 0 ? source.Resources : null });
        return source.Problem is null ? mapped : mapped with { Defect = source.Problem };
    }

    private static ResourceOperation Grow(Wire.Offer.Types.Operation.Types.GrowVolume grow)
    {
        var addition = ResourcesFromWire.Map([grow.Addition]);
        var mapped = One([grow.Volume], volume => new ResourceOperation.Grow(volume, addition.Resources));
        return addition.Problem is null ? mapped : mapped with { Defect = addition.Problem };
    }

    private static ResourceOperation Shrink(Wire.Offer.Types.Operation.Types.ShrinkVolume shrink)
    {
        var subtract = ValuesFromWire.Amount(shrink.Subtract);
        var mapped = One([shrink.Volume], volume => new ResourceOperation.Shrink(volume, subtract ?? Amount.Zero));
        return subtract is null ? mapped with { Defect = "'subtract' is not a number that can be counted" } : mapped;
    }

    private static ResourceOperation One(IReadOnlyCollection<Wire.Resource> resources, Func<ResourceSet, ResourceOperation> make)
    {
        var mapped = ResourcesFromWire.Map(resources);
        return make(mapped.Resources) with { AllocationRole = mapped.AllocationRole, Defect = mapped.Problem };
    }

    /// <summary>A type that is not served, or one whose own part is missing.</summary>
    private static ResourceOperation.Unsupported Unknown(Wire.Offer.Types.Operation operation)
    {
        var kind = operation.HasType ? operation.Type : Kind.Unknown;
        var name = WireNames.Of(Wire.Offer.Types.Operation.Descriptor.FindDescriptor<EnumDescriptor>("Type"), (int)kind);
        return new(name)
        {
            Defect = kind is Kind.Unknown or Kind.CreateDisk or Kind.DestroyDisk ? null : $"Expecting '{name.ToLowerInvariant()}' to be present",
        };
    }
}
