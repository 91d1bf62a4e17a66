using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Roles;

namespace MesosOperator.Runtime.Ports;

/// <summary>All that a store keeps. Removed frameworks stay known by their id, since it may not come back.</summary>
public sealed record ClusterContents(
    ImmutableSortedDictionary<FrameworkId, FrameworkInfo> Frameworks,
    ImmutableSortedDictionary<AgentId, AgentInfo> Agents,
    ImmutableSortedSet<FrameworkId> RemovedFrameworks)
{
    /// <summary>The quotas of roles.</summary>
    public ImmutableSortedDictionary<RoleName, Quota> Quotas { get; init; } = ImmutableSortedDictionary<RoleName, Quota>.Empty;

    /// <summary>The weights of roles, in thousandths.</summary>
    public ImmutableSortedDictionary<RoleName, int> WeightsMilli { get; init; } = ImmutableSortedDictionary<RoleName, int>.Empty;
}
