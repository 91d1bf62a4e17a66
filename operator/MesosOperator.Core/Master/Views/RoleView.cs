using System.Collections.Immutable;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Views;

/// <summary>A role as readers see it: its weight, its dominant share (0 to 1 before the weight divides it), its holdings and frameworks.</summary>
public sealed record RoleView(
    RoleName Name,
    double Weight,
    double DominantShare,
    ResourceQuantities Held,
    ImmutableArray<FrameworkId> Frameworks);
