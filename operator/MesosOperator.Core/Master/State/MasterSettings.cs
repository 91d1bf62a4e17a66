using System.Collections.Immutable;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.State;

/// <summary>What can be set about the master; the defaults are those of Mesos (semantics 3.16).</summary>
public sealed record MasterSettings
{
    /// <summary>The time between two runs of the allocation over all agents.</summary>
    public TimeSpan AllocationInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an agent without a link has to come back before it counts as unreachable: five missed pings of 15 s.</summary>
    public TimeSpan AgentReturnTimeout { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>
    /// The shortest time between two agents that become unreachable: where many are away at once it is rather the network
    /// that fails, and those that come back meanwhile are spared. Zero is no limit.
    /// </summary>
    public TimeSpan UnreachableInterval { get; init; }

    /// <summary>How long agents and frameworks that an earlier master knew have to come back to this one.</summary>
    public TimeSpan RecoveryTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a framework has to answer an offer before it is rescinded; null is for ever.</summary>
    public TimeSpan? OfferTimeout { get; init; }

    /// <summary>The least that is worth offering, to frameworks that do not say so themselves.</summary>
    public ResourceMinimum MinAllocatable { get; init; } = ResourceMinimum.Default;

    /// <summary>The region of the master: agents of others are offered only to those who are REGION_AWARE. Null makes every agent a local one.</summary>
    public string? Region { get; init; }

    /// <summary>How many removed frameworks are remembered; their ids may not come back.</summary>
    public int MaxCompletedFrameworks { get; init; } = 50;

    /// <summary>How many ended tasks of each framework are remembered.</summary>
    public int MaxCompletedTasks { get; init; } = 1000;

    /// <summary>How many unreachable agents are remembered.</summary>
    public int MaxUnreachableAgents { get; init; } = 102_400;

    /// <summary>How long agents that are unreachable or were marked gone are remembered.</summary>
    public TimeSpan LostAgentsAge { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How often it is looked whether they are to be remembered any longer.</summary>
    public TimeSpan LostAgentsInterval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether agents that do not say where they stand are refused.</summary>
    public bool RequireAgentDomain { get; init; }

    /// <summary>How many agents that were marked gone are remembered; they may not come back.</summary>
    public int MaxGoneAgents { get; init; } = 102_400;

    /// <summary>Who is served first.</summary>
    public AllocationOrder Order { get; init; }

    /// <summary>What a random order begins with; the same seed and the same commands lead to the same offers.</summary>
    public ulong Seed { get; init; }

    /// <summary>The names of resources that do not count for shares, such as those that only some agents have.</summary>
    public ImmutableSortedSet<string> UncountedNames { get; init; } = [];

    /// <summary>The roles that there may be, besides <c>*</c>; null is any.</summary>
    public ImmutableSortedSet<RoleName>? Roles { get; init; }

    /// <summary>The weights of roles, in thousandths; 1000 where none is given.</summary>
    public ImmutableSortedDictionary<RoleName, int> WeightsMilli { get; init; } = ImmutableSortedDictionary<RoleName, int>.Empty;

    /// <summary>Whether there may be a role (cases L02 and L04).</summary>
    public bool Knows(RoleName role) => Roles is null || role == RoleName.Any || Roles.Contains(role);
}
