using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Master;

internal static partial class MasterReactor
{
    private static void React(MasterState state, AgentEvent happened, Reaction effects)
    {
        switch (happened)
        {
            case AgentEvent.Added added:
                effects.Add(new Persist.Agent(added.AgentId, added.Info));
                effects.Add(new Notify.Agent(added.Link, new AgentOrder.Welcome(added.AgentId)));
                break;
            case AgentEvent.Returned returned:
                effects.Add(new Persist.Agent(returned.AgentId, returned.Info));
                Welcome(state, returned, effects);
                break;
            case AgentEvent.ResourcesConverted converted:
                if (state.FindAgent(converted.AgentId) is { Info.IsElastic: true })
                    effects.KeepBooks(state, converted.AgentId);
                effects.OrderToKeep(state, converted.AgentId);
                break;
            case AgentEvent.DutyChanged changed:
                effects.Add(new Persist.AgentDuty(changed.AgentId, changed.Duty));
                if (changed.Duty.Mode == AgentMode.Draining)
                    OrderDrain(state, changed.AgentId, effects);
                break;
            case AgentEvent.MarkedGone gone:
                React(state, gone, effects);
                break;
            case AgentEvent.TasksGivenUp or AgentEvent.CopyForgotten:
                effects.KeepBooks(state, happened.AgentId);
                break;
            case AgentEvent.BecameUnreachable unreachable:
                TellAgentLost(state, unreachable, effects);
                break;
            case AgentEvent.ShutDown shutDown:
                React(state, shutDown, effects);
                break;
            case AgentEvent.ShutDownRepeated repeated:
                OrderEnd(repeated.Link, repeated.Message, effects);
                break;
            case AgentEvent.Removed removed:
                effects.Add(new Persist.AgentRemoval(removed.AgentId));
                TellAgentLost(state, removed, effects);
                break;
            case AgentEvent.Forgotten forgotten:
                effects.Add(new Persist.AgentRemoval(forgotten.AgentId));
                break;
            case AgentEvent.TasksMissing missing:
                effects.Order(state, missing.AgentId, new AgentOrder.ReconcileTasks(missing.FrameworkId, missing.TaskIds));
                break;
            case AgentEvent.FrameworkOrphaned orphaned:
                effects.Order(state, orphaned.AgentId, new AgentOrder.ShutDownFramework(orphaned.FrameworkId));
                break;
            case AgentEvent.GroupSent group:
                effects.Order(
                    state,
                    group.AgentId,
                    new AgentOrder.RunGroup(group.FrameworkId, state.Frameworks[group.FrameworkId].Info, group.Executor, group.Tasks, group.Role)
                    {
                        StartsExecutor = group.StartsExecutor,
                        Epoch = state.FindAgent(group.AgentId)?.Epoch ?? 0,
                    });
                break;
            case AgentEvent.ExecutorShutDownOrdered ordered:
                effects.Order(state, ordered.AgentId, new AgentOrder.ShutDownExecutor(ordered.FrameworkId, ordered.ExecutorId));
                break;
            case AgentEvent.MessageSent sent:
                effects.Order(state, sent.AgentId, new AgentOrder.DeliverMessage(sent.FrameworkId, sent.ExecutorId, sent.Data));
                break;
        }
    }

    private static void Welcome(MasterState state, AgentEvent.Returned returned, Reaction effects)
    {
        if (returned.PreviousLink is { } previous)
            effects.Add(new Notify.LinkEnd(previous));
        effects.Add(new Notify.Agent(returned.Link, new AgentOrder.Welcome(returned.AgentId)));
        if (state.Agents.Find(returned.AgentId) is { } back && !returned.Kept.Equals(KeptResources.Of(back.Total)))
            effects.OrderToKeep(state, returned.AgentId);
        OrderDrain(state, returned.AgentId, effects);
    }

    private static void React(MasterState state, AgentEvent.ShutDown shutDown, Reaction effects)
    {
        effects.Add(new Persist.AgentRemoval(shutDown.AgentId));
        OrderEnd(shutDown.Link, shutDown.Message, effects);
        TellAgentLost(state, shutDown, effects);
    }

    private static void React(MasterState state, AgentEvent.MarkedGone gone, Reaction effects)
    {
        effects.Add(new Persist.AgentGone(gone.AgentId, gone.At));
        OrderEnd(gone.Link, "Agent has been marked gone", effects);
        // Everybody heard that it was lost when it went out of reach.
        if (gone.From != AgentState.Unreachable)
            TellAgentLost(state, gone, effects);
    }

    private static void OrderEnd(LinkId? of, string reason, Reaction effects)
    {
        if (of is not { } link)
            return;
        effects.Add(new Notify.Agent(link, new AgentOrder.ShutDown(reason)));
        effects.Add(new Notify.LinkEnd(link));
    }

    /// <summary>An agent that was away may have missed the order, or may not remember it.</summary>
    private static void OrderDrain(MasterState state, AgentId agentId, Reaction effects)
    {
        if (state.FindAgent(agentId)?.Duty is { IsDrain: true } duty)
            effects.Order(state, agentId, new AgentOrder.Drain(duty.Drain!));
    }

    /// <summary>Every connected framework hears of a lost agent, whether or not it runs anything there.</summary>
    private static void TellAgentLost(MasterState state, AgentEvent lost, Reaction effects)
    {
        foreach (var framework in state.Frameworks.Values)
            effects.Tell(state, framework.Id, new FrameworkNotice.AgentLost(lost.AgentId));
    }
}
