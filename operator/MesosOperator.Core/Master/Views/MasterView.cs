using System.Collections.Immutable;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;

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
}
