using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>What is answered to a question for a task's state; the first rule that fits decides (semantics 3.10).</summary>
internal static class Reconciliation
{
    /// <summary>Null where nothing can be said: the task may run on an agent that is yet to come back (case C04).</summary>
    public static TaskStatus? Answer(MasterState state, Framework framework, TaskQuery query)
    {
        if (framework.Tasks.Find(query.TaskId) is { } task)
            return Known(state, task);
        if (IsGivenUp(state, framework, query))
            return Unknown(state, query, TaskState.GoneByOperator, "Reconciliation: Task was given up while its agent was away");
        if (query.AgentId is { } on ? state.Agents.Find(on)?.IsRecovering == true : state.RecoveringAgents > 0)
            return null;
        if (query.AgentId is not { } agentId)
            return Unknown(state, query, TaskState.Unknown, "Reconciliation: Task is unknown");
        if (state.Agents.ContainsKey(agentId))
            return Unknown(state, query, TaskState.Gone, "Reconciliation: Task is unknown to the agent");
        if (state.GoneAgents.ContainsKey(agentId))
            return Unknown(state, query, TaskState.GoneByOperator, "Reconciliation: Agent has been marked gone");
        return state.UnreachableAgents.Find(agentId) is { } unreachable
            ? Unknown(state, query, TaskState.Unreachable, "Reconciliation: Agent is unreachable") with { UnreachableSince = unreachable.UnreachableSince }
            : Unknown(state, query, TaskState.Unknown, "Reconciliation: Task is unknown");
    }

    /// <summary>A known task: the state that was last forwarded, not a newer one that waits behind it (case C01).</summary>
    public static TaskStatus Known(MasterState state, LaunchedTask task) =>
        new(task.Id, task.State == TaskState.Unreachable ? task.State : task.ForwardedState, StatusSource.Master)
        {
            Reason = StatusReason.Reconciliation,
            Message = "Reconciliation: Latest task state",
            AgentId = task.AgentId,
            Timestamp = state.Now,
            Healthy = task.Statuses.IsEmpty ? null : task.Statuses[^1].Healthy,
            UnreachableSince = task.UnreachableSince,
            Details = task.Statuses.IsEmpty ? null : task.Statuses[^1].Details,
        };

    private static bool IsGivenUp(MasterState state, Framework framework, TaskQuery query) => state.AgentsWithCopies.Values
        .Any(agent => (query.AgentId is not { } on || on == agent.Id) && agent.GivenUp.ContainsKey((framework.Id, query.TaskId)));

    private static TaskStatus Unknown(MasterState state, TaskQuery query, TaskState answer, string message) =>
        new(query.TaskId, answer, StatusSource.Master)
        {
            Reason = StatusReason.Reconciliation,
            Message = message,
            AgentId = query.AgentId,
            Timestamp = state.Now,
        };
}
