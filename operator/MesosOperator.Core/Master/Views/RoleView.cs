using System.Collections.Immutable;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Views;

/// <summary>
/// A role as readers see it: its weight, its dominant share (0 to 1 before the weight divides it), what it holds together
/// with the roles below it, and the frameworks that have it, which are none where only roles below it have some.
/// </summary>
public sealed record RoleView(
    RoleName Name,
    double Weight,
    double DominantShare,
    ResourceQuantities Held,
    ImmutableArray<FrameworkId> Frameworks)
{
    /// <summary>What frameworks in the role, and in those below it, said that they need and hold no offer for.</summary>
    public ResourceQuantities UnmetDemand { get; init; } = ResourceQuantities.Empty;

    /// <summary>How many refusals of its frameworks keep offers from them.</summary>
    public int ActiveFilters { get; init; }
}
