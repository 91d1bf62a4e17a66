using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>Calls about tasks that run: kill, acknowledge, reconcile.</summary>
internal static class TaskCallDecisions
{
    public static void Decide(MasterState state, FrameworkCommand call, List<MasterEvent> events)
    {
        var framework = state.Frameworks[call.FrameworkId];
        switch (call)
        {
            case FrameworkCommand.Kill kill:
                Kill(state, framework, kill, events);
                break;
            case FrameworkCommand.Acknowledge acknowledge:
                Acknowledge(state, framework, acknowledge, events);
                break;
            case FrameworkCommand.Reconcile { Tasks.IsEmpty: true }:
                foreach (var task in framework.Tasks.Values.Where(task => task.State != TaskState.Unreachable))
                    events.Add(Answer(framework, Reconciliation.Known(state, task)));
                break;
            case FrameworkCommand.Reconcile reconcile:
                foreach (var query in reconcile.Tasks)
                    Answer(state, framework, query, events);
                break;
        }
    }

    /// <summary>A kill of an unknown task asks for its state (cases M06, C03); one with the wrong agent means another task.</summary>
    private static void Kill(MasterState state, Framework framework, FrameworkCommand.Kill kill, List<MasterEvent> events)
    {
        if (framework.Tasks.Find(kill.TaskId) is not { } task)
            Answer(state, framework, new(kill.TaskId, kill.AgentId), events);
        else if (kill.AgentId is { } agentId && agentId != task.AgentId)
            return;
        else if (task.State.IsTerminal() || !state.Agents.ContainsKey(task.AgentId))
            events.Add(Answer(framework, Reconciliation.Known(state, task)));
        else
            events.Add(new TaskEvent.KillOrdered(framework.Id, task.AgentId, task.Id, kill.Policy));
    }

    /// <summary>An acknowledgement goes to the agent, which decides whether it fits; one for an agent that is away is lost, and the agent will send the update again.</summary>
    private static void Acknowledge(MasterState state, Framework framework, FrameworkCommand.Acknowledge acknowledge, List<MasterEvent> events)
    {
        if (state.Agents.Find(acknowledge.AgentId) is not { IsConnected: true })
            return;
        events.Add(new TaskEvent.Acknowledged(framework.Id, acknowledge.AgentId, acknowledge.TaskId, acknowledge.UpdateId));
        if (framework.Tasks.Find(acknowledge.TaskId) is { } task
            && task.AgentId == acknowledge.AgentId
            && task.UnacknowledgedUpdate == acknowledge.UpdateId
            && task.ForwardedState.IsTerminal())
            events.Add(new TaskEvent.Completed(framework.Id, task.Id));
    }

    private static void Answer(MasterState state, Framework framework, TaskQuery query, List<MasterEvent> events)
    {
        if (Reconciliation.Answer(state, framework, query) is { } status)
            events.Add(Answer(framework, status));
    }

    private static TaskEvent.Told Answer(Framework framework, TaskStatus status) =>
        new(framework.Id, status with { State = ForFramework.State(framework.Info, status.State) });
}
