using MesosOperator.Core.Agents;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>
/// A new master takes over what an earlier one knew: who the frameworks and agents are, and what roles were given. Tasks
/// come back with their agents.
/// </summary>
internal static class Restoration
{
    public static void Decide(MasterState state, RestoreCommand restore, List<MasterEvent> events)
    {
        Require.That(state.Frameworks.Count == 0 && state.Agents.Count == 0, "a master is restored before all else");
        if (!restore.Maintenance.IsEmpty)
            events.Add(new MaintenanceEvent.Planned(restore.Maintenance));
        foreach (var (role, quota) in restore.Quotas)
            events.Add(new RoleEvent.QuotaSet(role, quota));
        foreach (var (role, weightMilli) in restore.WeightsMilli)
            events.Add(new RoleEvent.WeightSet(role, weightMilli));
        foreach (var (id, info) in restore.Frameworks)
            events.Add(new FrameworkEvent.Recovered(id, info with { Id = id }, state.Now, state.ReturnDeadlineOf(info)));
        foreach (var (id, info) in restore.Agents)
            events.Add(new AgentEvent.Recovered(id, info, state.Now, state.Now + state.Settings.RecoveryTimeout)
            {
                Kept = restore.AgentBooks.TryGetValue(id, out var books) ? books.Kept : ResourceSet.Empty,
            });
        foreach (var (id, books) in restore.AgentBooks)
            if (restore.Agents.ContainsKey(id) && books.Epoch > 0)
                events.Add(new AgentEvent.TasksGivenUp(id, books.GivenUp, books.Epoch));
        foreach (var (id, duty) in restore.AgentDuties)
            if (restore.Agents.ContainsKey(id))
                events.Add(new AgentEvent.DutyChanged(id, duty));
        foreach (var (id, at) in restore.GoneAgents)
            events.Add(new AgentEvent.MarkedGone(id, AgentState.Removed, null, at));
    }
}
