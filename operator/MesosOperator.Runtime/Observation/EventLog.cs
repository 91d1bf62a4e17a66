using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Runtime.Ports;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Runtime.Observation;

/// <summary>Logs what happens to frameworks and agents, which is rare; offers and tasks only where somebody looks closely.</summary>
internal sealed class EventLog(ILogger<EventLog> logger) : IMasterObserver
{
    public void Observe(Command command, Outcome outcome, TimeSpan duration)
    {
        if (outcome.Refusal is { } refusal)
            HappeningLog.Refused(logger, command.GetType().Name, refusal.Kind, refusal.Message);
        foreach (var happened in outcome.Events)
            Log(happened);
    }

    private void Log(MasterEvent happened)
    {
        switch (happened)
        {
            case FrameworkEvent framework:
                Log(framework);
                break;
            case AgentEvent agent:
                Log(agent);
                break;
            case MaintenanceEvent.Planned { Plan: var plan }:
                HappeningLog.MaintenancePlanned(logger, plan.Draining.Count(), plan.Down.Count);
                break;
            case SubscriptionRefused refused:
                HappeningLog.SubscriptionRefused(logger, refused.Stream, refused.Message);
                break;
            case LinkEvent.AgentRefused refused:
                HappeningLog.AgentRefused(logger, refused.Link, refused.Message);
                break;
            case LinkEvent.AgentTurnedAway turned:
                HappeningLog.AgentRefused(logger, turned.Link, turned.Message);
                break;
            case TaskEvent.Launched launched:
                HappeningLog.TaskLaunched(logger, launched.FrameworkId, launched.TaskId, launched.Task.AgentId);
                break;
            case TaskEvent.StateChanged changed:
                HappeningLog.TaskChanged(logger, changed.FrameworkId, changed.TaskId, changed.State);
                break;
        }
    }

    private void Log(FrameworkEvent happened)
    {
        switch (happened)
        {
            case FrameworkEvent.Added added:
                HappeningLog.FrameworkAdded(logger, added.FrameworkId, added.Info.Name);
                break;
            case FrameworkEvent.Recovered recovered:
                HappeningLog.FrameworkRecovered(logger, recovered.FrameworkId, recovered.Info.Name);
                break;
            case FrameworkEvent.Resubscribed again:
                HappeningLog.FrameworkResubscribed(logger, again.FrameworkId, again.Info.Name);
                break;
            case FrameworkEvent.Disconnected lost:
                HappeningLog.FrameworkDisconnected(logger, lost.FrameworkId);
                break;
            case FrameworkEvent.Removed removed:
                HappeningLog.FrameworkRemoved(logger, removed.FrameworkId);
                break;
        }
    }

    private void Log(AgentEvent happened)
    {
        switch (happened)
        {
            case AgentEvent.Added added:
                HappeningLog.AgentAdded(logger, added.AgentId, added.Info.Hostname);
                break;
            case AgentEvent.Returned returned:
                HappeningLog.AgentReturned(logger, returned.AgentId, returned.Info.Hostname);
                break;
            case AgentEvent.Disconnected lost:
                HappeningLog.AgentDisconnected(logger, lost.AgentId);
                break;
            case AgentEvent.BecameUnreachable unreachable:
                HappeningLog.AgentUnreachable(logger, unreachable.AgentId);
                break;
            case AgentEvent.Removed or AgentEvent.ShutDown:
                HappeningLog.AgentRemoved(logger, happened.AgentId);
                break;
            case AgentEvent.DutyChanged changed:
                HappeningLog.AgentDutyChanged(logger, changed.AgentId, changed.Duty.Mode);
                break;
            case AgentEvent.MarkedGone gone:
                HappeningLog.AgentGone(logger, gone.AgentId);
                break;
        }
    }
}
