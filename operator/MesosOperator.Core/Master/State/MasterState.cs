using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.State;

/// <summary>All that the master knows. Decisions read it; only events change it, in Evolve.</summary>
internal sealed partial class MasterState(MasterId masterId, MasterSettings settings)
{
    private readonly List<Agent> _sharedInThisRun = [];

    private readonly TaskSharing _sharing = new();

    public MasterId MasterId { get; } = masterId;

    public MasterSettings Settings { get; } = settings;

    public LinkedMap<FrameworkId, Framework> Frameworks { get; } = new();

    public LinkedMap<FrameworkId, Framework> CompletedFrameworks { get; } = new();

    public LinkedMap<StreamId, FrameworkId> Streams { get; } = new();

    /// <summary>Agents that are connected or disconnected; their resources count.</summary>
    public LinkedMap<AgentId, Agent> Agents { get; } = new();

    public LinkedMap<AgentId, Agent> UnreachableAgents { get; } = new();

    /// <summary>Agents that were marked gone, and when; the longest ago first.</summary>
    public LinkedMap<AgentId, Instant> GoneAgents { get; } = new();

    /// <summary>
    /// Agents that were shut down and have not come back, with the words for it. One that did not hear of it still runs
    /// what everybody else was told is lost.
    /// </summary>
    public LinkedMap<AgentId, string> ShutDownAgents { get; } = new();

    /// <summary>Agents of which tasks were given up that may still be there, wherever the agents are.</summary>
    public LinkedMap<AgentId, Agent> AgentsWithCopies { get; } = new();

    /// <summary>Agents that are being emptied.</summary>
    public LinkedMap<AgentId, Agent> DrainingAgents { get; } = new();

    /// <summary>Which machines are scheduled for maintenance and which are under it.</summary>
    public MaintenancePlan Maintenance { get; private set; } = MaintenancePlan.None;

    /// <summary>Agents whose machines are scheduled for maintenance.</summary>
    public LinkedMap<AgentId, Agent> UnavailableAgents { get; } = new();

    public LinkedMap<OfferId, InverseOffer> InverseOffers { get; } = new();

    public LinkedMap<LinkId, AgentId> Links { get; } = new();

    public LinkedMap<OfferId, Offer> Offers { get; } = new();

    public Shares Shares { get; } =
        new(settings.WeightsMilli, settings.Order == AllocationOrder.Random ? new Lottery(settings.Seed) : null)
        {
            MinAllocatable = settings.MinAllocatable,
            UncountedNames = settings.UncountedNames,
        };

    /// <summary>Agents to be looked at by the next run of the allocation.</summary>
    public LinkedMap<AgentId, Agent> Candidates { get; } = new();

    public bool AllAgentsAreCandidates { get; private set; }

    public DeadlineQueue<Deadline> Deadlines => field ??= new(IsWanted);

    public DeadlineQueue<OfferFilter> Filters { get; } = new((filter, _) => !filter.IsLifted);

    /// <summary>The time of the command that is being applied.</summary>
    public Instant Now { get; set; } = Instant.Epoch;

    /// <summary>From when on another agent may become unreachable.</summary>
    public Instant NextUnreachable { get; private set; } = Instant.Epoch;

    /// <summary>How many events were applied.</summary>
    public long Revision { get; private set; }

    public Instant NextAllocation { get; private set; } = Instant.Epoch;

    /// <summary>When agents that were lost long ago are forgotten next.</summary>
    public Instant NextForgetting { get; private set; } = Instant.Epoch;

    /// <summary>How many agents were known from an earlier master when this one began.</summary>
    public int RecoveredAgents { get; private set; }

    /// <summary>How many of them have not come back yet.</summary>
    public int RecoveringAgents { get; private set; }

    /// <summary>
    /// Whether nothing is offered yet, because what promises need cannot be told while more than a fifth of the agents
    /// from before are missing (semantics 3.4).
    /// </summary>
    public bool AwaitsAgents => RecoveringAgents * 5 > RecoveredAgents && Shares.Quotas.HasGuarantees;

    public long NextFrameworkNumber { get; private set; }

    public long NextAgentNumber { get; private set; }

    public long NextOfferNumber { get; private set; }

    public long NextUpdateNumber { get; private set; }

    /// <summary>
    /// Until when a framework that is known and has no stream yet must subscribe. However short its own timeout, it is not
    /// to pay for a master that changed.
    /// </summary>
    public Instant ReturnDeadlineOf(FrameworkInfo info) =>
        Now + (info.FailoverTimeout > Settings.RecoveryTimeout ? info.FailoverTimeout : Settings.RecoveryTimeout);

    /// <summary>The agent on a link, or null when the link is not the current one of any.</summary>
    public Agent? AgentOn(LinkId link) => Links.TryGetValue(link, out var id) ? Agents.Find(id) : null;

    /// <summary>An agent that is here, may come back, or is out of reach; null for one that is not known or is gone.</summary>
    public Agent? FindAgent(AgentId id) => Agents.Find(id) ?? UnreachableAgents.Find(id);

    /// <summary>What an agent keeps: the master knows better than the agent, unless the agent has said nothing to this master yet.</summary>
    public static ResourceSet KeptBy(Agent? known, ResourceSet said) =>
        known is { HasReported: true } ? KeptResources.Of(known.Total) : said;

    /// <summary>Whether a deadline still holds: its subject is there and has no other one by now.</summary>
    public bool IsWanted(Deadline deadline, Instant at) => deadline switch
    {
        Deadline.FrameworkReturn framework => Frameworks.Find(framework.FrameworkId)?.RemovalDeadline == at,
        Deadline.AgentReturn agent => Agents.Find(agent.AgentId)?.ReturnDeadline == at,
        Deadline.GiveUp given => FindAgent(given.AgentId)?.GiveUpAt == at,
        Deadline.OperationReminder reminder => Frameworks.Find(reminder.FrameworkId)?.Operations.Find(reminder.OperationId)?.RemindAt == at,
        Deadline.OfferAnswer answer => Offers.ContainsKey(answer.OfferId) || InverseOffers.ContainsKey(answer.OfferId),
        _ => throw new InvariantViolationException($"every deadline is known, {deadline.GetType().Name} too"),
    };

    /// <summary>Applies an event. Total: every event that was decided can be applied.</summary>
    public void Evolve(MasterEvent decided)
    {
        Revision++;
        switch (decided)
        {
            case FrameworkEvent framework:
                Evolve(framework);
                break;
            case OfferEvent offer:
                Evolve(offer);
                break;
            case TaskEvent task:
                Evolve(task);
                break;
            case ExecutorEvent executor:
                Evolve(executor);
                break;
            case OperationEvent operation:
                Evolve(operation);
                break;
            case AgentEvent agent:
                Evolve(agent);
                break;
            case MaintenanceEvent maintenance:
                Evolve(maintenance);
                break;
            case AllocationEvent allocation:
                Evolve(allocation);
                break;
            case RoleEvent.QuotaSet quota:
                Shares.Quotas.Set(quota.Role, quota.Quota);
                break;
            case RoleEvent.WeightSet weight:
                Shares.Tree.SetWeight(weight.Role, weight.WeightMilli);
                break;
            case SubscriptionRefused or LinkEvent:
                break;
            default:
                throw new InvariantViolationException($"every event is applied, {decided.GetType().Name} too");
        }
    }

    private void Evolve(AllocationEvent allocation)
    {
        switch (allocation)
        {
            case AllocationEvent.Ran:
                Candidates.Clear();
                AllAgentsAreCandidates = false;
                _sharedInThisRun.ForEach(agent => agent.Shared.EndRun());
                _sharedInThisRun.Clear();
                break;
            case AllocationEvent.FiltersEnded ended:
                ExpireFilters(new(ended.Before.Ticks - 1));
                break;
            case AllocationEvent.IntervalPassed passed:
                ExpireFilters(passed.At);
                NextAllocation = passed.At + Settings.AllocationInterval;
                if (passed.At >= NextForgetting)
                    NextForgetting = passed.At + Settings.LostAgentsInterval;
                break;
        }
    }

    private void ExpireFilters(Instant now)
    {
        while (Filters.TryTakeDue(now, out var due, out _))
            if (!due.IsLifted)
                Shares.At(due.Slot).Lift(due);
    }

    private IEnumerable<FrameworkShare> SharesOf(Framework framework) =>
        framework.Info.Roles.Select(role => Shares.Find(framework.Id, role)).OfType<FrameworkShare>();
}
