using MesosOperator.Core.Agents;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>Operations of people on the resources of an agent (semantics 3.15): what is free is used first, then what offers hold.</summary>
internal static class AgentOperations
{
    public static Refusal? Decide(MasterState state, OperatorCommand.OperateOnAgent command, List<MasterEvent> events)
    {
        if (state.Agents.Find(command.AgentId) is not { } agent)
            return new(RefusalKind.AgentUnknown, $"No agent found with ID {command.AgentId}");
        // The agent must hear of each step: a volume that is created anew must be an empty one.
        if (!agent.IsConnected)
            return new(RefusalKind.Conflict, $"Agent {agent.Id} is not connected");
        if (OperationRules.Problem(command.Operation, agent, agent.Total) is { } problem)
            return new(RefusalKind.Invalid, problem);
        var conversion = OperationConversions.Of(command.Operation);
        if (command.Operation is ResourceOperation.Destroy && !agent.Total.Covers(conversion.Consumed))
            return new(RefusalKind.Invalid, $"Invalid DESTROY Operation: agent {agent.Id} does not have {conversion.Consumed}");
        if (OffersInTheWay(agent, conversion.Consumed) is not { } inTheWay)
            return new(RefusalKind.Conflict, $"Agent {agent.Id} has {conversion.Consumed} neither free nor in offers that could be rescinded");
        if (command.Operation is ResourceOperation.Destroy)
        {
            if (SharedVolumes.UseProblem(agent, conversion.Consumed) is { } inUse)
                return new(RefusalKind.Conflict, inUse);
            inTheWay = [.. inTheWay.Union(SharedVolumes.Offers(agent, conversion.Consumed))];
        }

        foreach (var offer in inTheWay)
            TakeBack(state, offer, events);
        events.Add(new AgentEvent.ResourcesConverted(agent.Id, conversion));
        return null;
    }

    /// <summary>The offers to be rescinded so that enough is free, the oldest first; null where all of them are not enough.</summary>
    private static List<Offer>? OffersInTheWay(Agent agent, ResourceSet needed)
    {
        var (free, taken) = (agent.Free, new List<Offer>());
        foreach (var offer in agent.Offers.Values)
        {
            if (free.Covers(needed))
                break;
            if (!offer.Resources.Items.Any(held => needed.Items.Any(held.IsLike)))
                continue;
            taken.Add(offer);
            free += offer.Resources;
        }

        return free.Covers(needed) ? taken : null;
    }

    /// <summary>The framework is kept from the rest of it for a while, so that it does not snap it back at once.</summary>
    private static void TakeBack(MasterState state, Offer offer, List<MasterEvent> events)
    {
        events.Add(new OfferEvent.Ended(offer, OfferEnd.Rescinded));
        if (RefusalUntil.From(state, RefuseDuration.Default) is { } until)
            events.Add(new OfferEvent.Refused(offer.FrameworkId, offer.Role, offer.AgentId, offer.Resources, until));
    }
}
