using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>Agents that lose their link, leave, or do not come back (semantics 3.12).</summary>
internal static class AgentDepartures
{
    public static void Decide(MasterState state, AgentCommand command, List<MasterEvent> events)
    {
        if (state.AgentOn(command.Link) is not { } agent)
            return;
        if (command is AgentCommand.Leave)
        {
            LoseAll(state, agent, events);
            events.Add(new AgentEvent.Removed(agent.Id));
            return;
        }

        OfferEndings.EndAll(agent, OfferEnd.Rescinded, events);
        ExecutorDecisions.RemoveUnkept(state, agent, events);
        events.Add(new AgentEvent.Disconnected(agent.Id, state.Now, state.Now + state.Settings.AgentReturnTimeout)
        {
            GiveUpAt = PartitionDecisions.FirstOf(state, agent),
        });
    }

    /// <summary>All that is offered of an agent, runs on it or was done to it is lost with it.</summary>
    public static void LoseAll(MasterState state, Agent agent, List<MasterEvent> events)
    {
        OfferEndings.EndAll(agent, OfferEnd.Rescinded, events);
        foreach (var task in agent.Tasks.Values)
            Lose(state, task, events);
        PartitionDecisions.ForgetAll(agent, events);
        ExecutorDecisions.RemoveAll(agent.Executors.Values, events);
        OperationDecisions.Lose(state, agent.Id, OperationState.Unknown, events);
    }

    /// <summary>The time to come back is over.</summary>
    public static void TimeOut(MasterState state, Agent agent, List<MasterEvent> events)
    {
        if (state.Now < state.NextUnreachable)
        {
            events.Add(new AgentEvent.Spared(agent.Id, state.NextUnreachable));
            return;
        }

        foreach (var task in agent.Tasks.Values)
        {
            if (!task.State.IsTerminal())
                Part(state, task, events);
            else if (!task.ForwardedState.IsTerminal())
                TellEnd(state, task, events);
        }

        PartitionDecisions.LoseSight(agent, events);
        ExecutorDecisions.RemoveAll(agent.Executors.Values, events);
        OperationDecisions.Lose(state, agent.Id, OperationState.Unreachable, events);
        events.Add(new AgentEvent.BecameUnreachable(agent.Id, state.Now));
        if (state.UnreachableAgents.Count >= state.Settings.MaxUnreachableAgents)
            Forget(state.UnreachableAgents.Count > 0 ? state.UnreachableAgents.First.Value : agent, events);
    }

    /// <summary>What was lost too long ago is remembered no more (case P10).</summary>
    public static void ForgetLongLost(MasterState state, List<MasterEvent> events)
    {
        foreach (var agent in state.UnreachableAgents.Values)
            if (state.Now - agent.UnreachableSince!.Value > state.Settings.LostAgentsAge)
                Forget(agent, events);
        foreach (var (id, at) in state.GoneAgents)
            if (state.Now - at > state.Settings.LostAgentsAge)
                events.Add(new AgentEvent.Forgotten(id));
    }

    /// <summary>An operator says that the agent never comes back, whatever it was doing (case P13).</summary>
    public static void MarkGone(MasterState state, Agent agent, List<MasterEvent> events)
    {
        OfferEndings.EndAll(agent, OfferEnd.Rescinded, events);
        foreach (var task in agent.Tasks.Values)
        {
            if (!task.State.IsTerminal())
                Go(state, task, events);
            else if (!task.ForwardedState.IsTerminal())
                TellEnd(state, task, events);
            events.Add(new TaskEvent.Completed(task.FrameworkId, task.Id));
        }

        PartitionDecisions.ForgetAll(agent, events);
        ExecutorDecisions.RemoveAll(agent.Executors.Values, events);
        OperationDecisions.Lose(state, agent.Id, OperationState.GoneByOperator, events);
        events.Add(new AgentEvent.MarkedGone(agent.Id, agent.State, agent.Link, state.Now));
    }

    private static void Go(MasterState state, LaunchedTask task, List<MasterEvent> events)
    {
        var told = ForFramework.State(state.Frameworks[task.FrameworkId].Info, TaskState.GoneByOperator);
        events.Add(new TaskEvent.StateChanged(task.FrameworkId, task.Id, TaskState.GoneByOperator));
        // Who cannot tell the states apart has heard LOST when the agent went out of reach.
        if (task.State != TaskState.Unreachable || told == TaskState.GoneByOperator)
            events.Add(new TaskEvent.Updated(
                task.FrameworkId,
                Removed(state, task, told, "Agent has been marked gone") with { Reason = StatusReason.AgentRemovedByOperator }));
    }

    /// <summary>An agent that left has ended its tasks: LOST for everybody, partition-aware or not; ended tasks that wait for their acknowledgement wait in vain.</summary>
    private static void Lose(MasterState state, LaunchedTask task, List<MasterEvent> events)
    {
        if (!task.State.IsTerminal())
        {
            events.Add(new TaskEvent.StateChanged(task.FrameworkId, task.Id, TaskState.Lost));
            events.Add(new TaskEvent.Updated(task.FrameworkId, Removed(state, task, TaskState.Lost, "Agent removed")));
        }
        else if (!task.ForwardedState.IsTerminal())
        {
            TellEnd(state, task, events);
        }

        events.Add(new TaskEvent.Completed(task.FrameworkId, task.Id));
    }

    /// <summary>The end of a task that the agent had yet to tell: the master knows it, and the agent may never come back.</summary>
    private static void TellEnd(MasterState state, LaunchedTask task, List<MasterEvent> events)
    {
        var told = ForFramework.State(state.Frameworks[task.FrameworkId].Info, task.State);
        events.Add(new TaskEvent.Updated(task.FrameworkId, Removed(state, task, told, "The task ended before its agent went away")));
    }

    private static void Part(MasterState state, LaunchedTask task, List<MasterEvent> events)
    {
        var framework = state.Frameworks[task.FrameworkId];
        events.Add(new TaskEvent.StateChanged(task.FrameworkId, task.Id, TaskState.Unreachable));
        var told = ForFramework.State(framework.Info, TaskState.Unreachable);
        events.Add(new TaskEvent.Updated(
            task.FrameworkId,
            Removed(state, task, told, "Agent is unreachable: it did not come back in time") with { UnreachableSince = state.Now }));
    }

    private static void Forget(Agent agent, List<MasterEvent> events)
    {
        foreach (var task in agent.Tasks.Values)
        {
            if (!task.State.IsTerminal())
                events.Add(new TaskEvent.StateChanged(task.FrameworkId, task.Id, TaskState.Lost));
            events.Add(new TaskEvent.Completed(task.FrameworkId, task.Id));
        }

        events.Add(new AgentEvent.Forgotten(agent.Id));
    }

    private static TaskStatus Removed(MasterState state, LaunchedTask task, TaskState told, string message) =>
        new(task.Id, told, StatusSource.Master)
        {
            Reason = StatusReason.AgentRemoved,
            Message = message,
            AgentId = task.AgentId,
            ExecutorId = task.ExecutorId,
            Timestamp = state.Now,
        };
}
