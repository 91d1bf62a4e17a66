using System.Collections.Immutable;
using MesosOperator.Core.Constraints;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Frameworks;

/// <summary>A framework that the master knows. Only the master's events change it.</summary>
public sealed class Framework
{
    /// <summary>How many operations of a framework wait to be acknowledged; the oldest make room.</summary>
    public const int MaxOperations = 1000;

    internal Framework(FrameworkId id, FrameworkInfo info, Instant registeredAt)
    {
        Id = id;
        Info = info;
        RegisteredAt = registeredAt;
    }

    /// <summary>The framework's id.</summary>
    public FrameworkId Id { get; }

    /// <summary>Its own description, as of its last subscription.</summary>
    public FrameworkInfo Info { get; internal set; }

    /// <summary>Its state.</summary>
    public FrameworkState State { get; internal set; } = FrameworkState.Connected;

    /// <summary>Its current subscription; null while disconnected.</summary>
    public StreamId? Stream { get; internal set; }

    /// <summary>When it subscribed first.</summary>
    public Instant RegisteredAt { get; }

    /// <summary>When it subscribed again last; null before.</summary>
    public Instant? ReregisteredAt { get; internal set; }

    /// <summary>When it went away; null before.</summary>
    public Instant? UnregisteredAt { get; internal set; }

    /// <summary>When it will be removed unless it comes back; <see cref="Instant.Never"/> while connected.</summary>
    public Instant RemovalDeadline { get; internal set; } = Instant.Never;

    /// <summary>The roles that want no offers.</summary>
    public ImmutableSortedSet<RoleName> SuppressedRoles { get; internal set; } = [];

    /// <summary>What it demands of agents.</summary>
    public OfferConstraints Constraints { get; internal set; } = OfferConstraints.None;

    /// <summary>What it would run beside what it runs, in roles that it has.</summary>
    public ImmutableArray<Demand> Demands { get; internal set; } = [];

    /// <summary>Tasks that live, are out of reach, or ended without being acknowledged.</summary>
    public LinkedMap<TaskId, LaunchedTask> Tasks { get; } = new();

    /// <summary>Its own executors that live.</summary>
    public LinkedMap<(AgentId Agent, ExecutorId Executor), LaunchedExecutor> Executors { get; } = new();

    /// <summary>Operations that were carried out and wait to be acknowledged, at most <see cref="MaxOperations"/>.</summary>
    public LinkedMap<OperationId, FinishedOperation> Operations { get; } = new();

    /// <summary>The offers that it may answer.</summary>
    public LinkedMap<OfferId, Offer> Offers { get; } = new();

    /// <summary>Agents that it was asked to leave and has yet to answer about.</summary>
    public LinkedMap<OfferId, InverseOffer> InverseOffers { get; } = new();

    /// <summary>Tasks that ended and are done with; the oldest first, as many as the settings say.</summary>
    public Queue<LaunchedTask> CompletedTasks { get; } = new();

    /// <summary>Whether it has a live subscription.</summary>
    public bool IsConnected => State == FrameworkState.Connected;

    internal void Complete(LaunchedTask task, int remembered)
    {
        Tasks.Remove(task.Id);
        CompletedTasks.Enqueue(task);
        if (CompletedTasks.Count > remembered)
            CompletedTasks.Dequeue();
    }
}
