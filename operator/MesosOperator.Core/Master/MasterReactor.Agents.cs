using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;

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
                if (returned.PreviousLink is { } previous)
                    effects.Add(new Notify.LinkEnd(previous));
                effects.Add(new Notify.Agent(returned.Link, new AgentOrder.Welcome(returned.AgentId)));
                break;
            case AgentEvent.BecameUnreachable unreachable:
                TellAgentLost(state, unreachable, effects);
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
            case AgentEvent.ExecutorShutDownOrdered ordered:
                effects.Order(state, ordered.AgentId, new AgentOrder.ShutDownExecutor(ordered.FrameworkId, ordered.ExecutorId));
                break;
            case AgentEvent.MessageSent sent:
                effects.Order(state, sent.AgentId, new AgentOrder.DeliverMessage(sent.FrameworkId, sent.ExecutorId, sent.Data));
                break;
        }
    }

    /// <summary>Every connected framework hears of a lost agent, whether or not it runs anything there.</summary>
    private static void TellAgentLost(MasterState state, AgentEvent lost, Reaction effects)
    {
        foreach (var framework in state.Frameworks.Values)
            effects.Tell(state, framework.Id, new FrameworkNotice.AgentLost(lost.AgentId));
    }
}
