using System.Collections.Immutable;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Agents;

/// <summary>An agent that the master knows. Only the master's events change it.</summary>
public sealed class Agent
{
    internal Agent(AgentId id, AgentInfo info, Instant registeredAt)
    {
        Id = id;
        Info = info;
        RegisteredAt = registeredAt;
        Total = Offerable(info);
        Free = Total;
    }

    /// <summary>The agent's id.</summary>
    public AgentId Id { get; }

    /// <summary>Its own description.</summary>
    public AgentInfo Info { get; internal set; }

    /// <summary>Its state.</summary>
    public AgentState State { get; internal set; } = AgentState.Connected;

    /// <summary>What an operator wants of it.</summary>
    public AgentDuty Duty { get; internal set; } = AgentDuty.Active;

    /// <summary>Its current link; null while it has none.</summary>
    public LinkId? Link { get; internal set; }

    /// <summary>When it registered first.</summary>
    public Instant RegisteredAt { get; }

    /// <summary>When it came back last; null before.</summary>
    public Instant? ReregisteredAt { get; internal set; }

    /// <summary>Until when it must be back; <see cref="Instant.Never"/> while connected.</summary>
    public Instant ReturnDeadline { get; internal set; } = Instant.Never;

    /// <summary>Since when it is out of reach.</summary>
    public Instant? UnreachableSince { get; internal set; }

    /// <summary>Whether it is known from an earlier master alone: it has not come back, and what runs on it is not known.</summary>
    public bool IsRecovering { get; internal set; }

    /// <summary>Whether it has said to this master what it keeps; from then on the master knows better.</summary>
    internal bool HasReported { get; set; }

    /// <summary>Whether it stands in another region than the master.</summary>
    public bool IsRemote { get; internal set; }

    /// <summary>All that may be offered: what it has, less what it keeps for itself.</summary>
    public ResourceSet Total
    {
        get;
        internal set
        {
            field = value;
            HasGpus = !value.Quantities.Get(ResourceName.Gpus).IsZero;
            HasShared = value.HasShared;
        }
    }

    /// <summary>Whether more of it is used than it has by now.</summary>
    internal bool IsShort { get; set; }

    /// <summary>Whether it has any GPUs, which keeps it for those who want such.</summary>
    internal bool HasGpus { get; private set; }

    /// <summary>Whether it has any shared volumes.</summary>
    internal bool HasShared { get; private set; }

    /// <summary>What is neither offered nor used. Shared volumes are always free.</summary>
    public ResourceSet Free { get; internal set; }

    /// <summary>Who holds shared volumes.</summary>
    internal SharedHoldings Shared => field ??= new();

    /// <summary>The offers of its resources.</summary>
    public LinkedMap<OfferId, Offer> Offers { get; } = new();

    /// <summary>When its machine is going to be unavailable; null where that is not planned.</summary>
    public Unavailability? Unavailability { get; internal set; }

    /// <summary>Who was asked to leave it and has yet to answer.</summary>
    public LinkedMap<FrameworkId, InverseOffer> InverseOffers { get; } = new();

    /// <summary>What was last answered by whom.</summary>
    public LinkedMap<FrameworkId, InverseOfferStatus> InverseStatuses { get; } = new();

    /// <summary>The tasks on it that hold resources or wait to be acknowledged.</summary>
    public LinkedMap<(FrameworkId Framework, TaskId Task), LaunchedTask> Tasks { get; } = new();

    /// <summary>The frameworks' own executors that live on it; none while it is out of reach.</summary>
    public LinkedMap<(FrameworkId Framework, ExecutorId Executor), LaunchedExecutor> Executors { get; } = new();

    /// <summary>Kills that wait for it to come back (semantics 3.9).</summary>
    public LinkedMap<(FrameworkId Framework, TaskId Task), KillPolicy?> PendingKills { get; } = new();

    /// <summary>Copies of tasks that were given up while it was away and that may still be there.</summary>
    public LinkedMap<(FrameworkId Framework, TaskId Task), GivenUpTask> GivenUp { get; } = new();

    /// <summary>How often tasks on it were given up: what is launched now is told from what was launched before.</summary>
    public long Epoch { get; internal set; }

    /// <summary>Since when it has no link; null while it has one.</summary>
    public Instant? DisconnectedAt { get; internal set; }

    /// <summary>When the next of its tasks is given up; <see cref="Instant.Never"/> where none is.</summary>
    public Instant GiveUpAt { get; internal set; } = Instant.Never;

    /// <summary>Who refused what of it.</summary>
    internal Refusals Refusals { get; } = new();

    /// <summary>Whether it can be talked to.</summary>
    public bool IsConnected => State == AgentState.Connected;

    /// <summary>Whether its resources may be offered.</summary>
    public bool IsOfferable => IsConnected && Duty.Mode == AgentMode.Active;

    /// <summary>What must outlive the master.</summary>
    internal AgentBooks Books => new(
        Epoch, [.. GivenUp.Values.Select(copy => copy with { Held = ResourceSet.Empty })], Info.IsElastic ? KeptResources.Of(Total) : ResourceSet.Empty);

    /// <summary>The executors of a framework that live on it.</summary>
    internal ImmutableArray<ExecutorId> ExecutorsOf(FrameworkId framework)
    {
        ImmutableArray<ExecutorId> executors = [];
        foreach (var (key, _) in Executors)
            if (key.Framework == framework)
                executors = executors.Add(key.Executor);
        return executors;
    }

    internal static ResourceSet Offerable(AgentInfo info) =>
        info.Resources.Where(resource => resource.Name != ResourceName.EphemeralPorts);
}
