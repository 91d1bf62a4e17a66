using System.Collections.Immutable;
using MesosOperator.Core.Constraints;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Views;

/// <summary>A framework as readers see it.</summary>
public sealed record FrameworkView(FrameworkId Id, FrameworkInfo Info, FrameworkState State, Instant RegisteredAt)
{
    /// <summary>When it subscribed again last.</summary>
    public Instant? ReregisteredAt { get; init; }

    /// <summary>When it went away.</summary>
    public Instant? UnregisteredAt { get; init; }

    /// <summary>What it demands of agents.</summary>
    public OfferConstraints Constraints { get; init; } = OfferConstraints.None;

    /// <summary>The roles that want no offers.</summary>
    public ImmutableSortedSet<RoleName> SuppressedRoles { get; init; } = [];

    /// <summary>Tasks that live, are out of reach, or wait to be acknowledged.</summary>
    public ImmutableArray<LaunchedTask> Tasks { get; init; } = [];

    /// <summary>Tasks that are done with.</summary>
    public ImmutableArray<LaunchedTask> CompletedTasks { get; init; } = [];

    /// <summary>The offers that it may answer.</summary>
    public ImmutableArray<Offer> Offers { get; init; } = [];

    /// <summary>Agents that it was asked to leave and has yet to answer about.</summary>
    public ImmutableArray<InverseOffer> InverseOffers { get; init; } = [];

    /// <summary>Operations that it named and that wait to be acknowledged.</summary>
    public ImmutableArray<OperationStatus> Operations { get; init; } = [];

    /// <summary>What it would run in roles that want offers, and how much of that has no room in its offers.</summary>
    public ImmutableArray<DemandView> Demands { get; init; } = [];

    /// <summary>Its own executors that live.</summary>
    public ImmutableArray<LaunchedExecutor> Executors { get; init; } = [];

    /// <summary>What each of its tasks and executors uses.</summary>
    public IEnumerable<Holding> Holdings => Tasks.Where(task => task.HoldsResources).Select(task => new Holding(task.AgentId, task.Role, task.Info.Resources))
        .Concat(Executors.Select(executor => new Holding(executor.AgentId, executor.Role, executor.Resources)));

    /// <summary>What its tasks and executors use; worked out by whoever asks first, since the master is not to wait for that.</summary>
    public ResourceSet Used => field ??= Sum(Holdings.Select(held => held.Resources));

    /// <summary>What its offers hold; worked out by whoever asks first.</summary>
    public ResourceSet Offered => field ??= Sum(Offers.Select(offer => offer.Resources));

    private static ResourceSet Sum(IEnumerable<ResourceSet> sets) => sets.Aggregate(ResourceSet.Empty, (sum, next) => sum + next);
}
