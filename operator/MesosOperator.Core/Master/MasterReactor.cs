using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master;

/// <summary>Tells what follows from events, given the state after them.</summary>
internal static partial class MasterReactor
{
    public static EffectBatch React(MasterState state, IReadOnlyList<MasterEvent> events)
    {
        if (events.Count == 0)
            return EffectBatch.None;
        var effects = new Reaction();
        foreach (var happened in events)
            React(state, happened, effects);
        foreach (var (stream, framework, items) in effects.OffersByStream())
            effects.Tell(stream, new OffersMade(items, framework.Info.Capabilities));
        foreach (var (framework, made) in effects.InverseOffers(state))
            effects.Tell(state, framework, made);
        return effects.ToBatch();
    }

    private static void React(MasterState state, MasterEvent happened, Reaction effects)
    {
        switch (happened)
        {
            case FrameworkEvent framework:
                React(state, framework, effects);
                break;
            case OfferEvent.Made made:
                effects.Offer(made);
                break;
            case OfferEvent.Ended { End: OfferEnd.Rescinded or OfferEnd.Expired } ended:
                effects.Tell(state, ended.Offer.FrameworkId, new FrameworkNotice.OfferRescinded(ended.Offer.Id));
                break;
            case TaskEvent task:
                React(state, task, effects);
                break;
            case OperationEvent operation:
                React(state, operation, effects);
                break;
            case AgentEvent agent:
                React(state, agent, effects);
                break;
            case MaintenanceEvent maintenance:
                React(state, maintenance, effects);
                break;
            case RoleEvent.QuotaSet quota:
                effects.Add(new Persist.Quota(quota.Role, quota.Quota));
                break;
            case RoleEvent.WeightSet weight:
                effects.Add(new Persist.Weight(weight.Role, weight.WeightMilli));
                break;
            case SubscriptionRefused refused:
                effects.Tell(refused.Stream, new FrameworkNotice.Failed(refused.Message));
                effects.Add(new Notify.StreamEnd(refused.Stream));
                break;
            case LinkEvent.AgentRefused refused:
                effects.Add(new Notify.Agent(refused.Link, new AgentOrder.Refuse(refused.Message)));
                effects.Add(new Notify.LinkEnd(refused.Link));
                break;
            case LinkEvent.AgentTurnedAway turned:
                effects.Add(new Notify.Agent(turned.Link, new AgentOrder.TurnAway(turned.Message)));
                effects.Add(new Notify.LinkEnd(turned.Link));
                break;
            case LinkEvent.UpdateUnwanted unwanted:
                effects.Add(new Notify.Agent(
                    unwanted.Link, new AgentOrder.AcknowledgeUpdate(unwanted.FrameworkId, unwanted.TaskId, unwanted.UpdateId)));
                break;
        }
    }

    private static void React(MasterState state, FrameworkEvent happened, Reaction effects)
    {
        switch (happened)
        {
            case FrameworkEvent.Added added:
                effects.Add(new Persist.Framework(added.FrameworkId, added.Info));
                effects.Tell(added.Stream, new FrameworkNotice.Subscribed(added.FrameworkId));
                break;
            case FrameworkEvent.Resubscribed resubscribed:
                effects.Add(new Persist.Framework(resubscribed.FrameworkId, resubscribed.Info));
                if (resubscribed.PreviousStream is { } previous)
                {
                    effects.Tell(previous, new FrameworkNotice.Failed("Framework failed over"));
                    effects.Add(new Notify.StreamEnd(previous));
                }

                effects.Tell(resubscribed.Stream, new FrameworkNotice.Subscribed(resubscribed.FrameworkId));
                break;
            case FrameworkEvent.Updated updated:
                effects.Add(new Persist.Framework(updated.FrameworkId, updated.Info));
                break;
            case FrameworkEvent.Removed removed:
                effects.Add(new Persist.FrameworkRemoval(removed.FrameworkId));
                if (removed.Stream is { } stream)
                    effects.Add(new Notify.StreamEnd(stream));
                break;
            case FrameworkEvent.MessageArrived message:
                effects.Tell(state, message.FrameworkId, new FrameworkNotice.MessageArrived(message.AgentId, message.ExecutorId, message.Data));
                break;
            case FrameworkEvent.ExecutorLost lost:
                effects.Tell(state, lost.FrameworkId, new FrameworkNotice.ExecutorLost(lost.AgentId, lost.ExecutorId, lost.WaitStatus));
                break;
        }
    }

    private static void React(MasterState state, MaintenanceEvent happened, Reaction effects)
    {
        switch (happened)
        {
            case MaintenanceEvent.Planned planned:
                effects.Add(new Persist.Maintenance(planned.Plan));
                break;
            case MaintenanceEvent.Asked asked:
                effects.Ask(asked.Offer);
                break;
            case MaintenanceEvent.Ended { End: OfferEnd.Rescinded or OfferEnd.Expired } ended:
                effects.Tell(state, ended.Offer.FrameworkId, new FrameworkNotice.InverseOfferRescinded(ended.Offer.Id));
                break;
        }
    }

    private static void React(MasterState state, OperationEvent happened, Reaction effects)
    {
        var told = happened switch
        {
            OperationEvent.Finished finished => finished.Operation.Status,
            OperationEvent.Reminded reminded => reminded.Operation.Status,
            OperationEvent.Told answer => answer.Status,
            OperationEvent.Lost lost => lost.Status,
            _ => null,
        };
        if (told is not null && state.Frameworks.Find(happened.FrameworkId) is { } framework)
            effects.Tell(state, framework.Id, new FrameworkNotice.OperationUpdated(told, framework.Info.Capabilities));
    }

    private static void React(MasterState state, TaskEvent happened, Reaction effects)
    {
        switch (happened)
        {
            case TaskEvent.Launched { Task: var task, IsInGroup: false } launched:
                effects.Order(state, task.AgentId, new AgentOrder.RunTask(task.FrameworkId, state.Frameworks[task.FrameworkId].Info, task.Info, task.Role)
                {
                    StartsExecutor = launched.StartsExecutor,
                    Epoch = state.FindAgent(task.AgentId)?.Epoch ?? 0,
                });
                break;
            case TaskEvent.Updated updated:
                effects.Tell(state, updated.FrameworkId, new FrameworkNotice.TaskUpdated(updated.Status));
                break;
            case TaskEvent.Told told:
                effects.Tell(state, told.FrameworkId, new FrameworkNotice.TaskUpdated(told.Status));
                break;
            case TaskEvent.Acknowledged acknowledged:
                effects.Order(state, acknowledged.AgentId, new AgentOrder.AcknowledgeUpdate(acknowledged.FrameworkId, acknowledged.TaskId, acknowledged.UpdateId));
                break;
            case TaskEvent.KillOrdered kill:
                effects.Order(state, kill.AgentId, new AgentOrder.KillTask(kill.FrameworkId, kill.TaskId, kill.Policy));
                break;
        }
    }
}
