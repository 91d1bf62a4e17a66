using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Master;

/// <summary>Collects what follows from one command.</summary>
internal sealed class Reaction
{
    private readonly ImmutableArray<Persist>.Builder _first = ImmutableArray.CreateBuilder<Persist>();
    private readonly ImmutableArray<Notify>.Builder _afterwards = ImmutableArray.CreateBuilder<Notify>();
    private readonly LinkedMap<Framework, ImmutableArray<OffersMade.Item>.Builder> _offers = new();
    private readonly LinkedMap<FrameworkId, List<InverseOffer>> _inverseOffers = new();
    private readonly HashSet<AgentId> _told = [];
    private readonly HashSet<AgentId> _kept = [];

    public void Add(Persist effect) => _first.Add(effect);

    public void Add(Notify effect) => _afterwards.Add(effect);

    public void Offer(OfferEvent.Made made)
    {
        if (!_offers.TryGetValue(made.Taker.Framework, out var offers))
            _offers.Add(made.Taker.Framework, offers = ImmutableArray.CreateBuilder<OffersMade.Item>());
        offers.Add(new(made.Offer, made.Agent.Info, made.Executors) { Unavailability = made.Agent.Unavailability });
    }

    public void Ask(InverseOffer offer)
    {
        if (!_inverseOffers.TryGetValue(offer.FrameworkId, out var offers))
            _inverseOffers.Add(offer.FrameworkId, offers = []);
        offers.Add(offer);
    }

    public void Tell(StreamId stream, FrameworkNotice notice) => Add(new Notify.Framework(stream, notice));

    /// <summary>Tells a framework, if it is there to hear it.</summary>
    public void Tell(MasterState state, FrameworkId id, FrameworkNotice notice)
    {
        if (state.Frameworks.Find(id)?.Stream is { } stream)
            Tell(stream, notice);
    }

    /// <summary>Gives an order to an agent, if it is there to get it.</summary>
    public void Order(MasterState state, AgentId id, AgentOrder order)
    {
        if (state.Agents.Find(id)?.Link is { } link)
            Add(new Notify.Agent(link, order));
    }

    /// <summary>Tells an agent what to keep, once a command: before it is told to run what uses it.</summary>
    public void OrderToKeep(MasterState state, AgentId id)
    {
        if (state.Agents.Find(id) is { } agent && _told.Add(id))
            Order(state, id, new AgentOrder.KeepResources(KeptResources.Of(agent.Total)));
    }

    /// <summary>Keeps what of an agent nobody else knows, once a command.</summary>
    public void KeepBooks(MasterState state, AgentId id)
    {
        if (state.FindAgent(id) is { } agent && _kept.Add(id))
            Add(new Persist.AgentBooks(id, agent.Books));
    }

    /// <summary>The offers of this command, one list a framework: a framework gets one event for each run of the allocation.</summary>
    public IEnumerable<(StreamId Stream, Framework Framework, ImmutableArray<OffersMade.Item> Items)> OffersByStream()
    {
        foreach (var (framework, offers) in _offers)
            if (framework.Stream is { } stream)
                yield return (stream, framework, offers.DrainToImmutable());
    }

    /// <summary>What this command asks frameworks to leave, one list a framework.</summary>
    public IEnumerable<(FrameworkId Framework, InverseOffersMade Made)> InverseOffers(MasterState state) => _inverseOffers.Select(entry => (
        entry.Key,
        new InverseOffersMade([.. entry.Value.Select(offer => new InverseOffersMade.Item(offer, state.Agents[offer.AgentId].Info))])));

    public EffectBatch ToBatch() => new(_first.DrainToImmutable(), _afterwards.DrainToImmutable());
}
