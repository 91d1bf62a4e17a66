using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Commands;

/// <summary>What an earlier master made durable. Only the first command of a master may be this one.</summary>
public sealed record RestoreCommand(
    ImmutableSortedDictionary<FrameworkId, FrameworkInfo> Frameworks,
    ImmutableSortedDictionary<AgentId, AgentInfo> Agents) : Command
{
    /// <summary>Nothing was durable.</summary>
    public static readonly RestoreCommand Nothing = new(
        ImmutableSortedDictionary<FrameworkId, FrameworkInfo>.Empty, ImmutableSortedDictionary<AgentId, AgentInfo>.Empty);

    /// <summary>What an operator wants of agents; those that are not named are active.</summary>
    public ImmutableSortedDictionary<AgentId, AgentDuty> AgentDuties { get; init; } = ImmutableSortedDictionary<AgentId, AgentDuty>.Empty;

    /// <summary>What of agents nobody else knows; nothing of those that are not named.</summary>
    public ImmutableSortedDictionary<AgentId, AgentBooks> AgentBooks { get; init; } = ImmutableSortedDictionary<AgentId, AgentBooks>.Empty;

    /// <summary>Agents that were marked gone, and when; they may not come back.</summary>
    public ImmutableSortedDictionary<AgentId, Instant> GoneAgents { get; init; } = ImmutableSortedDictionary<AgentId, Instant>.Empty;

    /// <summary>The quotas of roles.</summary>
    public ImmutableSortedDictionary<RoleName, Quota> Quotas { get; init; } = ImmutableSortedDictionary<RoleName, Quota>.Empty;

    /// <summary>The weights of roles, in thousandths.</summary>
    public ImmutableSortedDictionary<RoleName, int> WeightsMilli { get; init; } = ImmutableSortedDictionary<RoleName, int>.Empty;

    /// <summary>Which machines are scheduled for maintenance and which are under it.</summary>
    public MaintenancePlan Maintenance { get; init; } = MaintenancePlan.None;
}
