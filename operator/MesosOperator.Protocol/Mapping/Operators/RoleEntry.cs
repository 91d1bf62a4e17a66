using System.Collections.Immutable;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>A role with what its own frameworks use and are offered; ranges and sets are counted by their items.</summary>
public sealed record RoleEntry(RoleName Name)
{
    /// <summary>Its weight among its siblings.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Its quota.</summary>
    public Quota Quota { get; init; } = Quota.None;

    /// <summary>What tasks use.</summary>
    public ResourceQuantities Allocated { get; init; } = ResourceQuantities.Empty;

    /// <summary>What offers hold.</summary>
    public ResourceQuantities Offered { get; init; } = ResourceQuantities.Empty;

    /// <summary>What agents have reserved for the role itself.</summary>
    public ResourceQuantities Reserved { get; init; } = ResourceQuantities.Empty;

    /// <summary>What counts against the quota: used and not reserved, or reserved, in the whole subtree.</summary>
    public ResourceQuantities Consumed { get; init; } = ResourceQuantities.Empty;

    /// <summary>The frameworks that have the role.</summary>
    public ImmutableArray<FrameworkId> Frameworks { get; init; } = [];
}
