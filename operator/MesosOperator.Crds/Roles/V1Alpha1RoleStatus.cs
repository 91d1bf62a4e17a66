using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Roles;

/// <summary>What a role has.</summary>
public sealed record V1Alpha1RoleStatus : ResourceStatus
{
    /// <summary>What its tasks use and its reservations hold, together with those of the roles below it.</summary>
    public ResourceValues? Allocated { get; init; }

    /// <summary>What its frameworks are being offered.</summary>
    public ResourceValues? Offered { get; init; }

    /// <summary>What its frameworks, and those of the roles below it, said that they need and hold no offer for.</summary>
    public ResourceValues? UnmetDemand { get; init; }

    /// <summary>Its dominant share of the whole in percent, before its weight divides it, such as 12.5%.</summary>
    [Bounds(0, 16)]
    public string? Share { get; init; }

    /// <summary>How many frameworks have the role.</summary>
    [Bounds(0, int.MaxValue)]
    public int? Frameworks { get; init; }
}
