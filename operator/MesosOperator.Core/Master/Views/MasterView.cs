using System.Collections.Immutable;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Views;

/// <summary>A picture of all that the master knows, for readers; it never changes.</summary>
public sealed record MasterView(
    MasterId MasterId,
    Instant At,
    ImmutableArray<AgentView> Agents,
    ImmutableArray<AgentView> UnreachableAgents,
    ImmutableArray<FrameworkView> Frameworks,
    ImmutableArray<FrameworkView> CompletedFrameworks,
    ImmutableArray<RoleView> Roles,
    ImmutableArray<Offer> Offers)
{
    /// <summary>Agents that were marked gone and never come back, the longest ago first.</summary>
    public ImmutableArray<AgentId> GoneAgents { get; init; } = [];

    /// <summary>The quotas of the roles that have one.</summary>
    public ImmutableSortedDictionary<RoleName, Quota> Quotas { get; init; } = ImmutableSortedDictionary<RoleName, Quota>.Empty;

    /// <summary>The weights that were set, in thousandths; any other role has the usual one.</summary>
    public ImmutableSortedDictionary<RoleName, int> WeightsMilli { get; init; } = ImmutableSortedDictionary<RoleName, int>.Empty;

    /// <summary>Which machines are scheduled for maintenance and which are under it.</summary>
    public MaintenancePlan Maintenance { get; init; } = MaintenancePlan.None;

    /// <summary>How many events the picture holds: those that follow are what it does not show.</summary>
    public long Revision { get; init; }
}
