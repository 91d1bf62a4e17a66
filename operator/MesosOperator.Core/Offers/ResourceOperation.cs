using MesosOperator.Core.Identity;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Offers;

/// <summary>An operation that makes other resources of resources, by a framework on an offer or by a person on an agent.</summary>
public abstract record ResourceOperation : OfferOperation
{
    /// <summary>The framework's name for it; null where the framework does not want to hear of it.</summary>
    public OperationId? Id { get; init; }

    /// <summary>The role that its resources say they are allocated to; null where they do not say.</summary>
    public RoleName? AllocationRole { get; init; }

    /// <summary>What is wrong with the form of it, or null.</summary>
    public string? Defect { get; init; }

    /// <summary>Reserves: the resources as they are to be, each with one reservation more than now.</summary>
    public sealed record Reserve(ResourceSet Resources) : ResourceOperation
    {
        /// <summary>The resources as they are now, where they are reserved in another way; only for operators (case R12).</summary>
        public ResourceSet? Source { get; init; }
    }

    /// <summary>Takes the last reservation off each of the resources.</summary>
    public sealed record Unreserve(ResourceSet Resources) : ResourceOperation;

    /// <summary>Makes persistent volumes: the disks as they are to be.</summary>
    public sealed record Create(ResourceSet Volumes) : ResourceOperation;

    /// <summary>Makes plain reserved disks of persistent volumes; what is in them is lost.</summary>
    public sealed record Destroy(ResourceSet Volumes) : ResourceOperation;

    /// <summary>Makes a volume larger by a disk of the same kind.</summary>
    public sealed record Grow(ResourceSet Volume, ResourceSet Addition) : ResourceOperation;

    /// <summary>Makes a volume smaller by an amount.</summary>
    public sealed record Shrink(ResourceSet Volume, Amount Subtract) : ResourceOperation;

    /// <summary>An operation that this operator does not carry out, named as on the wire.</summary>
    public sealed record Unsupported(string Name) : ResourceOperation;
}
