using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Master.Views;

/// <summary>An agent as readers see it.</summary>
public sealed record AgentView(AgentId Id, AgentInfo Info, AgentState State, Instant RegisteredAt)
{
    /// <summary>When it came back last.</summary>
    public Instant? ReregisteredAt { get; init; }

    /// <summary>Since when it is out of reach.</summary>
    public Instant? UnreachableSince { get; init; }

    /// <summary>Whether it is known from an earlier master alone and has yet to come back.</summary>
    public bool IsRecovering { get; init; }

    /// <summary>What an operator wants of it: why nothing of it is offered, where it is connected and nothing is.</summary>
    public AgentDuty Duty { get; init; } = AgentDuty.Active;

    /// <summary>Whether its resources may be offered.</summary>
    public bool IsActive => State == AgentState.Connected && Duty.Mode == AgentMode.Active;

    /// <summary>When its machine is going to be unavailable; null where that is not planned.</summary>
    public Unavailability? Unavailability { get; init; }

    /// <summary>What frameworks last said to being asked to leave it.</summary>
    public ImmutableArray<InverseOfferStatus> InverseStatuses { get; init; } = [];

    /// <summary>How many tasks are on it, those that ended and wait to be acknowledged too; a drain waits for all of them.</summary>
    public int TaskCount { get; init; }

    /// <summary>Copies of tasks that were given up while it was away and may still be there.</summary>
    public ImmutableArray<GivenUpTask> GivenUp { get; init; } = [];

    /// <summary>What of it must outlive the master.</summary>
    public AgentBooks Books { get; init; } = AgentBooks.Empty;

    /// <summary>All that may be offered.</summary>
    public ResourceSet Total { get; init; } = ResourceSet.Empty;

    /// <summary>What offers hold.</summary>
    public ResourceSet Offered { get; init; } = ResourceSet.Empty;

    /// <summary>What is neither offered nor used.</summary>
    public ResourceSet Free { get; init; } = ResourceSet.Empty;

    /// <summary>What tasks use together, besides what is theirs alone.</summary>
    public ResourceSet UsedTogether { get; init; } = ResourceSet.Empty;

    /// <summary>What tasks and executors use; worked out by whoever asks first, since the master is not to wait for that.</summary>
    public ResourceSet Used => field ??= Total - Free - Offered.Exclusive + UsedTogether;
}
