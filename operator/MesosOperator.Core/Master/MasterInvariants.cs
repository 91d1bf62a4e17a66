using MesosOperator.Core.Agents;
using MesosOperator.Core.Invariants;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Master;

/// <summary>When which law is checked: cheap ones around every event, all of them on demand.</summary>
internal static class MasterInvariants
{
    /// <summary>Laws on the step that an event is about to make.</summary>
    public static void RequireBefore(MasterState state, MasterEvent decided)
    {
        if (decided is TaskEvent.StateChanged changed)
            Hold(TerminalTasksStayTerminal.Violation(state.Frameworks[changed.FrameworkId].Tasks[changed.TaskId], changed.State));
        else if (decided is OfferEvent.Made made)
        {
            Hold(ReservationsStayInTheirRole.Violation(made.Offer));
            Hold(OffersKeepToQuota.Violation(made.Taker.Role.Account, made.Offer));
        }
    }

    /// <summary>Laws on what an event has touched.</summary>
    public static void RequireAfter(MasterState state, MasterEvent happened)
    {
        if (happened is TaskEvent.Acknowledged seen && state.Frameworks[seen.FrameworkId].Tasks.Find(seen.TaskId) is { } task)
            Hold(UpdatesAreAcknowledgedOnce.Violation(task, seen.UpdateId));
        if (happened is OfferEvent.Made made)
        {
            Hold(FreeIsPartOfTotal.Violation(made.Agent));
            return;
        }

        var agentId = happened switch
        {
            OfferEvent.Ended ended => ended.Offer.AgentId,
            TaskEvent.Launched launched => launched.Task.AgentId,
            ExecutorEvent executor => executor.AgentId,
            AgentEvent.Returned returned => returned.AgentId,
            AgentEvent.ResourcesConverted or AgentEvent.RevocableChanged or AgentEvent.InfoChanged => ((AgentEvent)happened).AgentId,
            _ => (Identity.AgentId?)null,
        };
        if (agentId is { } id && state.Agents.Find(id) is { } agent)
            Hold(FreeIsPartOfTotal.Violation(agent));
    }

    /// <summary>Walks through everything.</summary>
    public static void RequireAll(MasterState state)
    {
        foreach (var agent in state.Agents.Values)
        {
            RequireOf(agent);
            Hold(MachinesUnderMaintenanceAreEmpty.Violation(agent, state.Maintenance));
        }

        foreach (var offer in state.Offers.Values)
            Hold(ReservationsStayInTheirRole.Violation(offer));
        Hold(TasksRunOnce.Violation(state.Agents.Values.Concat(state.UnreachableAgents.Values), state.Frameworks.Values));
        Hold(ExecutorsHoldWhileTheyLive.Violation(state.Agents.Values, state.UnreachableAgents.Values, state.Frameworks.Values));
        Hold(ParentsHoldTheirChildren.Violation(state.Shares.Tree.Root));
        Hold(SharesAddUp.Violation(state.Shares, state.Agents.Values, state.Frameworks.Values));
        Hold(QuotasAddUp.Violation(state.Shares.Quotas, state.Agents.Values));
    }

    /// <summary>The laws of one agent, with all that is on it.</summary>
    public static void RequireOf(Agent agent)
    {
        Hold(ResourcesAreConserved.Violation(agent));
        Hold(OffersAreDisjoint.Violation(agent));
        Hold(VolumesAreUnique.Violation(agent));
        Hold(IdleAgentsOfferNothing.Violation(agent));
        Hold(InverseOffersAreForMaintenance.Violation(agent));
    }

    private static void Hold(string? violation)
    {
        if (violation is not null)
            throw new InvariantViolationException(violation);
    }
}
