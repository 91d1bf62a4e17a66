using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>The end of a framework: its offers go back, its tasks count as killed, its agents end what they run of it.</summary>
internal static class FrameworkRemoval
{
    public static void Decide(MasterState state, Framework framework, List<MasterEvent> events)
    {
        OfferEndings.EndAll(framework, OfferEnd.Withdrawn, events);
        foreach (var agentId in AgentsOf(state, framework).Where(state.Agents.ContainsKey))
            events.Add(new AgentEvent.FrameworkOrphaned(agentId, framework.Id));
        foreach (var task in framework.Tasks.Values)
        {
            if (!task.State.IsTerminal())
                events.Add(new TaskEvent.StateChanged(framework.Id, task.Id, TaskState.Killed));
            events.Add(new TaskEvent.Completed(framework.Id, task.Id));
        }

        PartitionDecisions.ForgetAll(state, framework.Id, events);
        ExecutorDecisions.RemoveAll(framework.Executors.Values, events);
        events.Add(new FrameworkEvent.Removed(framework.Id, framework.Stream, state.Now));
    }

    private static IEnumerable<AgentId> AgentsOf(MasterState state, Framework framework) =>
        framework.Tasks.Values.Select(task => task.AgentId).Concat(framework.Executors.Values.Select(executor => executor.AgentId))
            .Concat(state.AgentsWithCopies.Values.Where(agent => agent.GivenUp.Values.Any(copy => copy.FrameworkId == framework.Id)).Select(agent => agent.Id))
            .Distinct();
}
