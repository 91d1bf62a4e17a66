using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>
/// Agents that an operator takes out of use and gives back (semantics 3.13). Asking for what is already so changes
/// nothing, so that whoever asks may ask again.
/// </summary>
internal static class AgentDutyDecisions
{
    public static Refusal? Decide(MasterState state, OperatorCommand command, List<MasterEvent> events) => command switch
    {
        OperatorCommand.DeactivateAgent deactivate =>
            Change(state, deactivate.AgentId, AgentModeTrigger.Deactivate, null, events),
        OperatorCommand.ReactivateAgent reactivate =>
            Change(state, reactivate.AgentId, AgentModeTrigger.Reactivate, null, events),
        OperatorCommand.DrainAgent drain => Drain(state, drain, events),
        OperatorCommand.MarkAgentGone gone => MarkGone(state, gone.AgentId, events),
        _ => throw new Primitives.InvariantViolationException($"{command.GetType().Name} changes the duty of an agent"),
    };

    /// <summary>Drained agents on which nothing is left: a task counts until its end was acknowledged.</summary>
    public static void FinishDrains(MasterState state, List<MasterEvent> events)
    {
        foreach (var agent in state.DrainingAgents.Values.Where(agent => agent is { Tasks.Count: 0, IsRecovering: false } && agent.GivenUp.Values.All(copy => copy.Held.IsEmpty)))
        {
            events.Add(new AgentEvent.DutyChanged(agent.Id, agent.Duty with { Mode = AgentMode.Drained }));
            if (agent.Duty.Drain!.After == AfterDrain.MarkGone)
                AgentDepartures.MarkGone(state, agent, events);
        }
    }

    private static Refusal? Drain(MasterState state, OperatorCommand.DrainAgent drain, List<MasterEvent> events) =>
        drain.Plan.MaxGracePeriod < TimeSpan.Zero
            ? new(RefusalKind.Invalid, "'max_grace_period' must be non-negative")
            : state.FindAgent(drain.AgentId)?.Info is { } info && state.Maintenance.UnavailabilityOf(info.Hostname, info.Ip) is not null
            ? new(RefusalKind.Invalid, $"Agent {drain.AgentId} is part of the maintenance schedule")
            : Change(state, drain.AgentId, AgentModeTrigger.Drain, drain.Plan, events);

    private static Refusal? Change(MasterState state, AgentId id, AgentModeTrigger trigger, DrainPlan? plan, List<MasterEvent> events)
    {
        if (state.FindAgent(id) is not { } agent)
            return Unknown(id);
        if (AgentModeTransitions.Next(agent.Duty.Mode, trigger) is not { } mode)
            return new(RefusalKind.Invalid, $"Agent {id} is {agent.Duty.Mode} and cannot be given back before it is drained");
        if (trigger == AgentModeTrigger.Drain ? agent.Duty.Drain == plan : agent.Duty.Mode == mode)
            return null;
        OfferEndings.EndAll(agent, OfferEnd.Rescinded, events);
        events.Add(new AgentEvent.DutyChanged(id, new(mode, plan, state.Now)));
        return null;
    }

    private static Refusal? MarkGone(MasterState state, AgentId id, List<MasterEvent> events)
    {
        if (state.GoneAgents.ContainsKey(id))
            return null;
        if (state.FindAgent(id) is not { } agent)
            return Unknown(id);
        AgentDepartures.MarkGone(state, agent, events);
        return null;
    }

    private static Refusal Unknown(AgentId id) => new(RefusalKind.AgentUnknown, $"No agent found with ID {id}");
}
