using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>The schedule of maintenance, and machines that are taken down and given back (semantics 3.13).</summary>
internal static class MaintenanceDecisions
{
    private const string AgentShutDown = "Operator initiated 'Machine DOWN'";

    public static Refusal? Decide(MasterState state, OperatorCommand command, List<MasterEvent> events)
    {
        var (problem, plan) = command switch
        {
            OperatorCommand.UpdateMaintenance update =>
                (MaintenanceRules.Problem(state.Maintenance, update.Windows), state.Maintenance.WithWindows(update.Windows)),
            OperatorCommand.StartMaintenance start =>
                (MaintenanceRules.Problem(state.Maintenance, start.Machines, MachineTrigger.Start), state.Maintenance.WithStarted(start.Machines)),
            OperatorCommand.StopMaintenance stop =>
                (MaintenanceRules.Problem(state.Maintenance, stop.Machines, MachineTrigger.Stop), state.Maintenance.WithStopped(stop.Machines)),
            _ => throw new Primitives.InvariantViolationException($"{command.GetType().Name} is about maintenance"),
        };
        if (problem is not null)
            return new(RefusalKind.Invalid, problem);
        foreach (var agent in state.Agents.Values)
        {
            if (plan.IsDown(agent.Info.Hostname, agent.Info.Ip))
                TakeDown(state, agent, events);
            else if ((plan.UnavailabilityOf(agent.Info.Hostname, agent.Info.Ip) ?? agent.Info.Departure) != agent.Unavailability)
                OfferEndings.EndAll(agent, OfferEnd.Rescinded, events);
        }

        events.Add(new MaintenanceEvent.Planned(plan));
        return null;
    }

    private static void TakeDown(MasterState state, Agent agent, List<MasterEvent> events)
    {
        AgentDepartures.LoseAll(state, agent, events);
        events.Add(new AgentEvent.ShutDown(agent.Id, agent.Link, AgentShutDown));
    }

    /// <summary>
    /// Asks each framework that holds something of an agent in the schedule to leave it, unless it has been asked and has yet
    /// to answer, or has answered and is to be left alone for a while.
    /// </summary>
    public static void Ask(MasterState state, List<MasterEvent> events)
    {
        var number = state.NextOfferNumber;
        foreach (var agent in state.UnavailableAgents.Values.Where(agent => agent.IsOfferable))
            foreach (var framework in HoldersOf(agent).Distinct().Order())
                if (state.Frameworks[framework].IsConnected && !agent.InverseOffers.ContainsKey(framework)
                    && !(agent.InverseStatuses.Find(framework)?.AskAgainAt > state.Now))
                    events.Add(new MaintenanceEvent.Asked(new(state.MasterId.Offer(number++), framework, agent.Id, agent.Unavailability!)));
    }

    private static IEnumerable<Identity.FrameworkId> HoldersOf(Agent agent) => agent.Tasks.Values
        .Where(task => task.HoldsResources).Select(task => task.FrameworkId)
        .Concat(agent.Executors.Values.Select(executor => executor.FrameworkId))
        .Concat(agent.Offers.Values.Select(offer => offer.FrameworkId));

    /// <summary>Inverse offers that are gone, or another's, are passed over (case G11).</summary>
    public static void Answer(MasterState state, FrameworkCommand.AnswerInverseOffers answer, List<MasterEvent> events)
    {
        foreach (var id in answer.OfferIds.Distinct())
        {
            if (state.InverseOffers.Find(id) is not { } offer || offer.FrameworkId != answer.FrameworkId)
                continue;
            var end = answer.Answer == InverseAnswer.Accept ? OfferEnd.Accepted : OfferEnd.Declined;
            events.Add(new MaintenanceEvent.Ended(offer, end));
            events.Add(new MaintenanceEvent.Answered(
                offer.AgentId, new(offer.FrameworkId, answer.Answer, state.Now, RefusalUntil.From(state, answer.RefuseFor) ?? state.Now)));
        }
    }
}
