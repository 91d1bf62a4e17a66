using MesosOperator.Core.Agents;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>When executors of frameworks begin and cease to count, apart from their launch.</summary>
internal static class ExecutorDecisions
{
    /// <summary>None of them counts any more.</summary>
    public static void RemoveAll(IEnumerable<LaunchedExecutor> executors, List<MasterEvent> events)
    {
        foreach (var executor in executors)
            events.Add(new ExecutorEvent.Removed(executor.FrameworkId, executor.AgentId, executor.Id));
    }

    /// <summary>Idle executors of frameworks that keep nothing on agents do not outlive the link of their agent (case M22).</summary>
    public static void RemoveUnkept(MasterState state, Agent agent, List<MasterEvent> events) =>
        RemoveAll(agent.Executors.Values.Where(executor => IsUnkept(state, executor, agent.Tasks.Values)), events);

    /// <summary>What executors use that an agent brings along; where the master knows one, it is the one who says how much.</summary>
    public static IEnumerable<ResourceSet> Claims(MasterState state, AgentCommand.Reregister reregister) =>
        Reported(reregister).Select(executor => (Known(state, reregister, executor) ?? executor).Resources);

    /// <summary>Executors that the agent does not bring back have ended.</summary>
    public static void RemoveMissing(Agent known, AgentCommand.Reregister reregister, List<MasterEvent> events)
    {
        var reported = reregister.Executors.Select(executor => (executor.FrameworkId, executor.Id)).ToHashSet();
        RemoveAll(known.Executors.Values.Where(executor => !reported.Contains((executor.FrameworkId, executor.Id))), events);
    }

    /// <summary>
    /// Executors of one framework that the agent brings and the master does not know. One that was given up while the agent
    /// was away is to end, and counts until it has.
    /// </summary>
    public static void Recover(MasterState state, AgentCommand.Reregister reregister, IEnumerable<LaunchedExecutor> reported, List<MasterEvent> events)
    {
        var isBack = state.FindAgent(reregister.AgentId) is { HasReported: true };
        foreach (var executor in reported.DistinctBy(executor => executor.Id).Where(executor => Known(state, reregister, executor) is null))
        {
            events.Add(new ExecutorEvent.Recovered(executor with { AgentId = reregister.AgentId }));
            if (isBack && state.Frameworks.ContainsKey(executor.FrameworkId) && IsUnkept(state, executor, reregister.Tasks))
                events.Add(new AgentEvent.ExecutorShutDownOrdered(reregister.AgentId, executor.FrameworkId, executor.Id));
        }
    }

    private static IEnumerable<LaunchedExecutor> Reported(AgentCommand.Reregister reregister) =>
        reregister.Executors.DistinctBy(executor => (executor.FrameworkId, executor.Id));

    private static LaunchedExecutor? Known(MasterState state, AgentCommand.Reregister reregister, LaunchedExecutor reported) =>
        state.Agents.Find(reregister.AgentId)?.Executors.Find((reported.FrameworkId, reported.Id));

    private static bool IsUnkept(MasterState state, LaunchedExecutor executor, IEnumerable<LaunchedTask> tasks) =>
        !state.Frameworks[executor.FrameworkId].Info.Checkpoint
        && !tasks.Any(task => task.FrameworkId == executor.FrameworkId && task.ExecutorId == executor.Id && !task.State.IsTerminal());
}
