using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Roles;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Runtime.Storage;

/// <summary>Keeps things for as long as the process lives, for a demo and for tests.</summary>
public sealed class InMemoryClusterStore : IClusterStore
{
    private readonly SortedDictionary<FrameworkId, FrameworkInfo> _frameworks = [];
    private readonly SortedDictionary<AgentId, AgentInfo> _agents = [];
    private readonly SortedDictionary<AgentId, AgentDuty> _agentDuties = [];
    private readonly SortedDictionary<AgentId, Instant> _goneAgents = [];
    private readonly SortedDictionary<AgentId, AgentBooks> _agentBooks = [];
    private readonly SortedDictionary<RoleName, Quota> _quotas = [];
    private readonly SortedDictionary<RoleName, int> _weightsMilli = [];
    private MaintenancePlan _maintenance = MaintenancePlan.None;

    /// <inheritdoc/>
    public Task<RestoreCommand> LoadAsync(CancellationToken cancellation) => Task.FromResult(new RestoreCommand(
        _frameworks.ToImmutableSortedDictionary(), _agents.ToImmutableSortedDictionary())
    {
        AgentDuties = _agentDuties.ToImmutableSortedDictionary(),
        GoneAgents = _goneAgents.ToImmutableSortedDictionary(),
        AgentBooks = _agentBooks.ToImmutableSortedDictionary(),
        Quotas = _quotas.ToImmutableSortedDictionary(),
        WeightsMilli = _weightsMilli.ToImmutableSortedDictionary(),
        Maintenance = _maintenance,
    });

    /// <inheritdoc/>
    public Task SaveAsync(ImmutableArray<Persist> changes, CancellationToken cancellation)
    {
        foreach (var change in changes)
            Save(change);
        return Task.CompletedTask;
    }

    private void Save(Persist change)
    {
        switch (change)
        {
            case Persist.Framework framework:
                _frameworks[framework.FrameworkId] = framework.Info;
                break;
            case Persist.FrameworkRemoval removal:
                _frameworks.Remove(removal.FrameworkId);
                break;
            case Persist.Quota quota when quota.Value.IsNone:
                _quotas.Remove(quota.Role);
                break;
            case Persist.Quota quota:
                _quotas[quota.Role] = quota.Value;
                break;
            case Persist.Weight weight:
                _weightsMilli[weight.Role] = weight.WeightMilli;
                break;
            case Persist.Maintenance maintenance:
                _maintenance = maintenance.Plan;
                break;
            default:
                SaveAgent(change);
                break;
        }
    }

    private void SaveAgent(Persist change)
    {
        switch (change)
        {
            case Persist.Agent agent:
                _agents[agent.AgentId] = agent.Info;
                break;
            case Persist.AgentDuty { Duty.Mode: AgentMode.Active } active:
                _agentDuties.Remove(active.AgentId);
                break;
            case Persist.AgentDuty duty:
                _agentDuties[duty.AgentId] = duty.Duty;
                break;
            case Persist.AgentBooks books:
                _agentBooks[books.AgentId] = books.Books;
                break;
            case Persist.AgentRemoval removal:
                Remove(removal.AgentId);
                _goneAgents.Remove(removal.AgentId);
                break;
            case Persist.AgentGone gone:
                Remove(gone.AgentId);
                _goneAgents[gone.AgentId] = gone.At;
                break;
            default:
                throw new InvalidOperationException($"Every change is kept, {change.GetType().Name} too");
        }
    }

    private void Remove(AgentId agentId)
    {
        _agents.Remove(agentId);
        _agentDuties.Remove(agentId);
        _agentBooks.Remove(agentId);
    }
}
