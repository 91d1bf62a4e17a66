using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Decisions;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Master;

/// <summary>
/// The master: who is offered what, and what became of it. Pure: no clock, no chance, no input or output; the same
/// commands at the same times lead to the same events. One caller at a time.
/// </summary>
public sealed class MasterCore(MasterId masterId, MasterSettings settings)
{
    private const int SampledAgents = 4;

    private readonly MasterState _state = new(masterId, settings);
    private int _sampledUpTo;

    /// <summary>The master's id.</summary>
    public MasterId Id => _state.MasterId;

    /// <summary>Whether something became free or wanted since the last run of the allocation.</summary>
    public bool AllocationIsDue => _state.AllAgentsAreCandidates || _state.Candidates.Count > 0;

    /// <summary>When <see cref="TimeCommand.Pass"/> must be applied next.</summary>
    public Instant NextDeadline => _state.Deadlines.Soonest < _state.NextAllocation ? _state.Deadlines.Soonest : _state.NextAllocation;

    internal MasterState State => _state;

    /// <summary>The only way in: decides (and may refuse, changing nothing), applies the events, tells what follows.</summary>
    /// <exception cref="InvariantViolationException">A law was broken; the process must not go on from this state.</exception>
    public Outcome Apply(Command command, Instant now)
    {
        Require.That(now >= _state.Now, "time never runs backwards");
        _state.Now = now;
        var events = new List<MasterEvent>();
        var refusal = command switch
        {
            TimeCommand.Pass => PassTime(events),
            TimeCommand.Allocate => Allocate(events),
            _ => Step(events, decided => Decider.Decide(_state, command, decided)),
        };
        if (_state.DrainingAgents.Count > 0)
            Step(events, FinishDrains);
        // What was read is durable already, and nobody is connected who could be told.
        return new(refusal, events, command is RestoreCommand ? EffectBatch.None : MasterReactor.React(_state, events));
    }

    /// <summary>A picture of everything, which stays as it is while the master goes on.</summary>
    public Views.MasterView View() => Views.ViewBuilder.Build(_state);

    /// <summary>Why a framework is, or is not, offered anything right now; null for one that is not known.</summary>
    public Views.FrameworkOutlook? Explain(FrameworkId framework) => Views.OutlookBuilder.Build(_state, framework);

    /// <summary>Walks through the whole state and checks every law.</summary>
    /// <exception cref="InvariantViolationException">A law was broken.</exception>
    public void RequireInvariants() => MasterInvariants.RequireAll(_state);

    private Refusal? FinishDrains(List<MasterEvent> events)
    {
        AgentDutyDecisions.FinishDrains(_state, events);
        return null;
    }

    private Refusal? ForgetLongLost(List<MasterEvent> events)
    {
        AgentDepartures.ForgetLongLost(_state, events);
        return null;
    }

    private Refusal? AskToLeave(List<MasterEvent> events)
    {
        MaintenanceDecisions.Ask(_state, events);
        return null;
    }

    private Refusal? PassTime(List<MasterEvent> events)
    {
        while (_state.Deadlines.TryTakeDue(_state.Now, out var due, out var at))
            Step(events, decided => DecideDue(due, at, decided));
        if (_state.NextAllocation > _state.Now)
            return null;
        AllocateFrom(_state.Agents.Values, events);
        if (_state.UnavailableAgents.Count > 0)
            Step(events, AskToLeave);
        if (_state.NextForgetting <= _state.Now)
            Step(events, ForgetLongLost);
        Happen(new AllocationEvent.IntervalPassed(_state.Now), events);
        SampleAgents();
        return null;
    }

    /// <summary>The dear laws cannot be checked on everybody all the time; each interval has its turn of agents.</summary>
    private void SampleAgents()
    {
        foreach (var agent in _state.Agents.Values.Skip(_sampledUpTo).Take(SampledAgents))
            MasterInvariants.RequireOf(agent);
        _sampledUpTo = _sampledUpTo + SampledAgents < _state.Agents.Count ? _sampledUpTo + SampledAgents : 0;
    }

    private Refusal? DecideDue(Deadline due, Instant at, List<MasterEvent> events)
    {
        if (!_state.IsWanted(due, at))
            return null;
        if (due is Deadline.FrameworkReturn framework)
            FrameworkRemoval.Decide(_state, _state.Frameworks[framework.FrameworkId], events);
        else if (due is Deadline.AgentReturn agent)
            AgentDepartures.TimeOut(_state, _state.Agents[agent.AgentId], events);
        else if (due is Deadline.GiveUp given)
            PartitionDecisions.GiveUp(_state, _state.FindAgent(given.AgentId)!, events);
        else if (due is Deadline.OfferAnswer answer)
            OfferEndings.Expire(_state, answer.OfferId, events);
        else if (due is Deadline.OperationReminder { FrameworkId: var id } reminder)
            OperationDecisions.Remind(_state, id, _state.Frameworks[id].Operations[reminder.OperationId], events);
        return null;
    }

    private Refusal? Allocate(List<MasterEvent> events)
    {
        AllocateFrom(_state.AllAgentsAreCandidates ? _state.Agents.Values : _state.Candidates.Values, events);
        return null;
    }

    /// <summary>
    /// One run of the allocation: agent by agent, offer by offer, each decided on the state that the one before it left.
    /// So a run needs no copy of the books, and its state is consistent at every step.
    /// </summary>
    private void AllocateFrom(IEnumerable<Agent> agents, List<MasterEvent> events)
    {
        if (_state.AwaitsAgents)
            agents = [];
        if (_state.Filters.Soonest < _state.Now)
            Happen(new AllocationEvent.FiltersEnded(_state.Now), events);
        if (_state.Shares.Quotas.HasUnmetGuarantees)
            OfferFrom(agents, AllocationStage.Guarantees, events);
        if (_state.Shares.Demanding > 0)
            OfferFrom(agents, AllocationStage.Demand, events);
        OfferFrom(agents, AllocationStage.FairShare, events);
        Happen(new AllocationEvent.Ran(_state.Now), events);
    }

    private void OfferFrom(IEnumerable<Agent> agents, AllocationStage stage, List<MasterEvent> events)
    {
        foreach (var agent in agents)
            while (NextOffer.Decide(_state.Shares, agent, stage) is { } next)
                Happen(Make(agent, next.Taker, next.Resources), events);
    }

    private OfferEvent.Made Make(Agent agent, FrameworkShare taker, Resources.ResourceSet resources)
    {
        var id = _state.MasterId.Offer(_state.NextOfferNumber);
        return new(new(id, taker.Framework.Id, agent.Id, taker.Role.Name, resources, _state.Now))
        {
            Agent = agent,
            Taker = taker,
            Executors = agent.ExecutorsOf(taker.Framework.Id),
        };
    }

    /// <summary>Decides once, then applies what was decided.</summary>
    private Refusal? Step(List<MasterEvent> events, Func<List<MasterEvent>, Refusal?> decide)
    {
        var from = events.Count;
        var refusal = decide(events);
        for (var index = from; index < events.Count; index++)
            Evolve(events[index]);
        return refusal;
    }

    /// <summary>Applies an event that was decided alone.</summary>
    private void Happen(MasterEvent decided, List<MasterEvent> events)
    {
        events.Add(decided);
        Evolve(decided);
    }

    private void Evolve(MasterEvent decided)
    {
        MasterInvariants.RequireBefore(_state, decided);
        _state.Evolve(decided);
        MasterInvariants.RequireAfter(_state, decided);
    }
}
