using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>Calls that answer offers or say whether more are wanted, and those that are only passed on.</summary>
internal static class OfferCallDecisions
{
    public static void Decide(MasterState state, FrameworkCommand call, List<MasterEvent> events)
    {
        var framework = state.Frameworks[call.FrameworkId];
        switch (call)
        {
            case FrameworkCommand.Decline decline:
                Decline(state, decline, events);
                break;
            case FrameworkCommand.Suppress suppress when RolesMeant(framework, suppress.Roles) is { } roles:
                events.Add(new FrameworkEvent.Suppressed(framework.Id, roles));
                break;
            case FrameworkCommand.Revive revive when RolesMeant(framework, revive.Roles) is { } roles:
                events.Add(new FrameworkEvent.Revived(framework.Id, roles));
                break;
            case FrameworkCommand.Message message when state.Agents.ContainsKey(message.AgentId):
                events.Add(new AgentEvent.MessageSent(message.AgentId, framework.Id, message.ExecutorId, message.Data));
                break;
            case FrameworkCommand.ShutDownExecutor shutDown when state.Agents.ContainsKey(shutDown.AgentId):
                events.Add(new AgentEvent.ExecutorShutDownOrdered(shutDown.AgentId, framework.Id, shutDown.ExecutorId));
                break;
        }
    }

    /// <summary>Offers that are gone, or another's, are passed over: a decline of them changes nothing.</summary>
    private static void Decline(MasterState state, FrameworkCommand.Decline decline, List<MasterEvent> events)
    {
        foreach (var id in decline.OfferIds.Distinct())
        {
            if (state.Offers.Find(id) is not { } offer || offer.FrameworkId != decline.FrameworkId)
                continue;
            events.Add(new OfferEvent.Ended(offer, OfferEnd.Declined));
            if (RefusalUntil.From(state, decline.RefuseFor) is { } until)
                events.Add(new OfferEvent.Refused(offer.FrameworkId, offer.Role, offer.AgentId, offer.Resources, until));
        }
    }

    /// <summary>No role named means all; one that the framework does not hold voids the call (semantics 3.4).</summary>
    private static ImmutableArray<RoleName>? RolesMeant(Framework framework, ImmutableArray<RoleName> named)
    {
        if (named.IsEmpty)
            return framework.Info.Roles;
        return named.All(role => framework.Info.Roles.Contains(role)) ? named : null;
    }
}
