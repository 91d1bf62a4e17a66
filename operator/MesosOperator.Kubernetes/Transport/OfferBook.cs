using System.Collections.Concurrent;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Crds.Offers;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Kubernetes.Transport;

/// <summary>
/// The offers that objects are to show: those of frameworks that are followed here. Written by the master's loop as things
/// happen, read by the controller of offers.
/// </summary>
internal sealed class OfferBook(MasterSettings settings, TimeProvider time) : IMasterObserver
{
    private readonly ConcurrentDictionary<FrameworkId, ResourceKey> _followed = new();
    private readonly ConcurrentDictionary<ResourceKey, BookedOffer> _offers = new();
    private readonly ConcurrentDictionary<OfferId, ResourceKey> _outstanding = new();
    private readonly Dictionary<AgentId, AgentInfo> _agents = []; // the loop's alone
    private MaintenancePlan _maintenance = MaintenancePlan.None; // and this

    /// <summary>Told of each offer that is new or ended. Called by the master's loop: must be quick.</summary>
    public event Action<ResourceKey> Changed = _ => { };

    /// <summary>Shows a framework's offers from now on beside its object.</summary>
    public void Follow(FrameworkId id, ResourceKey framework) => _followed[id] = framework;

    /// <summary>Shows them no longer.</summary>
    public void Leave(FrameworkId id) => _followed.TryRemove(id, out _);

    public BookedOffer? Find(ResourceKey key) => _offers.GetValueOrDefault(key);

    /// <summary>Forgets an offer that has ended.</summary>
    public void Forget(ResourceKey key) => _offers.TryRemove(key, out _);

    /// <summary>Remembers that an offer's object was written.</summary>
    public void Written(ResourceKey key)
    {
        if (_offers.TryGetValue(key, out var booked))
            _offers.TryUpdate(key, booked with { IsWritten = true }, booked);
    }

    public void Observe(Command command, Outcome outcome, TimeSpan duration)
    {
        foreach (var happened in outcome.Events)
            Note(happened);
    }

    private void Note(MasterEvent happened)
    {
        switch (happened)
        {
            case AgentEvent.Added added:
                _agents[added.AgentId] = added.Info;
                break;
            case AgentEvent.Returned returned:
                _agents[returned.AgentId] = returned.Info;
                break;
            case AgentEvent.Removed or AgentEvent.ShutDown:
                _agents.Remove(((AgentEvent)happened).AgentId);
                break;
            case MaintenanceEvent.Planned planned:
                _maintenance = planned.Plan;
                break;
            case OfferEvent.Made made when _followed.TryGetValue(made.Offer.FrameworkId, out var framework):
                var agent = _agents[made.Offer.AgentId];
                Note(new BookedOffer(made.Offer, agent, framework, OfferPhase.Outstanding, null)
                {
                    Unavailability = _maintenance.UnavailabilityOf(agent.Hostname, agent.Ip),
                    ExpiresAt = settings.OfferTimeout is { } timeout ? Times.Of(made.Offer.MadeAt + timeout) : null,
                });
                break;
            case OfferEvent.Ended ended when _outstanding.TryRemove(ended.Offer.Id, out var key) && _offers.TryGetValue(key, out var booked):
                Note(booked with { Phase = PhaseOf(ended.End), EndedAt = time.GetUtcNow() });
                break;
        }
    }

    private void Note(BookedOffer booked)
    {
        _offers[booked.Key] = booked;
        if (booked.IsOutstanding)
            _outstanding[booked.Offer.Id] = booked.Key;
        Changed(booked.Key);
    }

    private static OfferPhase PhaseOf(OfferEnd end) => end switch
    {
        OfferEnd.Accepted => OfferPhase.Accepted,
        OfferEnd.Declined => OfferPhase.Declined,
        OfferEnd.Expired => OfferPhase.Expired,
        _ => OfferPhase.Rescinded,
    };
}
