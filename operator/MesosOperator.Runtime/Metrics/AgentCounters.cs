using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Events;

namespace MesosOperator.Runtime.Metrics;

/// <summary>Agents that come and go, as <c>master/slave_…</c>; an agent that is out of reach counts as removed too, as in Mesos.</summary>
internal sealed class AgentCounters
{
    private static readonly string[] Names =
    [
        "registrations", "reregistrations", "removals", "removals/reason_registered", "removals/reason_unhealthy", "removals/reason_unregistered",
        "unreachable_scheduled", "unreachable_canceled", "unreachable_completed", "shutdowns_scheduled", "shutdowns_canceled", "shutdowns_completed",
    ];

    private readonly Tallies _tallies;
    private readonly HashSet<AgentId> _spared = [];
    private readonly HashSet<AgentId> _recovering = [];

    public AgentCounters(Tallies tallies)
    {
        _tallies = tallies;
        foreach (var name in Names)
            tallies.Begin($"master/slave_{name}");
        tallies.Begin("master/recovery_slave_removals");
    }

    public void Count(AgentEvent happened)
    {
        switch (happened)
        {
            case AgentEvent.Added:
                Count("registrations");
                break;
            case AgentEvent.Recovered:
                _recovering.Add(happened.AgentId);
                break;
            case AgentEvent.Returned:
                Count("reregistrations");
                if (_spared.Remove(happened.AgentId))
                    Count("unreachable_canceled", "shutdowns_canceled");
                break;
            case AgentEvent.Spared when _spared.Add(happened.AgentId):
                Count("unreachable_scheduled", "shutdowns_scheduled");
                break;
            case AgentEvent.Removed or AgentEvent.ShutDown:
                Count("removals", "removals/reason_unregistered");
                break;
            case AgentEvent.BecameUnreachable:
                Lose(happened.AgentId);
                break;
        }

        if (happened is not (AgentEvent.Recovered or AgentEvent.Spared))
            _recovering.Remove(happened.AgentId);
    }

    private void Lose(AgentId agent)
    {
        if (!_spared.Remove(agent))
            Count("unreachable_scheduled", "shutdowns_scheduled");
        Count("unreachable_completed", "shutdowns_completed", "removals", "removals/reason_unhealthy");
        if (_recovering.Contains(agent))
            _tallies.Count("master/recovery_slave_removals");
    }

    private void Count(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _tallies.Count($"master/slave_{name}");
    }
}
