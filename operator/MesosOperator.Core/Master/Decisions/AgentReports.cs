using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>What a connected agent reports. Reports over a link that is not current are dropped; the agent repeats them after it came back (case P07).</summary>
internal static class AgentReports
{
    public static void Decide(MasterState state, AgentCommand command, List<MasterEvent> events)
    {
        if (state.AgentOn(command.Link) is not { } agent)
            return;
        switch (command)
        {
            case AgentCommand.ReportUpdate report:
                Update(state, agent, report, events);
                break;
            case AgentCommand.ReportRevocable report when RevocableResources.Problem(report.Revocable) is null:
                Lend(agent, report.Revocable, events);
                break;
            case AgentCommand.Message message when state.Frameworks.ContainsKey(message.FrameworkId):
                events.Add(new FrameworkEvent.MessageArrived(message.FrameworkId, agent.Id, message.ExecutorId, message.Data));
                break;
            case AgentCommand.ReportExecutorEnd end when agent.Executors.ContainsKey((end.FrameworkId, end.ExecutorId)):
                events.Add(new ExecutorEvent.Removed(end.FrameworkId, agent.Id, end.ExecutorId));
                events.Add(new FrameworkEvent.ExecutorLost(end.FrameworkId, agent.Id, end.ExecutorId, end.WaitStatus));
                break;
        }
    }

    /// <summary>Offers are void when they say what is no longer so, or when there is no longer enough for all of them.</summary>
    public static Refusal? Decide(MasterState state, AgentCommand.ReportInfo report, List<MasterEvent> events)
    {
        if (state.AgentOn(report.Link) is not { } agent || report.Info with { Identity = agent.Info.Identity } is not { } info || agent.Info.IsSame(info))
            return null;
        var (kept, inUse) = (KeptResources.Of(agent.Total), agent.Total - agent.Free);
        var offered = agent.Offers.Values.Aggregate(ResourceSet.Empty, (sum, offer) => sum + offer.Resources.Exclusive);
        if (AgentArrivals.RoomProblem(info, kept, inUse - offered) is { } problem)
            return new(RefusalKind.Invalid, problem);
        if (!agent.Info.LooksLike(info) || agent.Info.Departure != info.Departure || AgentTotals.Of(info, kept, inUse - offered)?.Covers(inUse) != true)
            OfferEndings.EndAll(agent, OfferEnd.Rescinded, events);
        events.Add(new AgentEvent.InfoChanged(agent.Id, info));
        return null;
    }

    /// <summary>What it lends takes the place of what it lent, so all offers of that are void (case B01).</summary>
    private static void Lend(Agent agent, ResourceSet revocable, List<MasterEvent> events)
    {
        if (agent.Info.Resources.Where(resource => resource.Traits.IsRevocable).Equals(revocable))
            return;
        OfferEndings.EndAll(agent.Offers.Values.Where(offer => RevocableResources.AreIn(offer.Resources)), OfferEnd.Rescinded, events);
        events.Add(new AgentEvent.RevocableChanged(agent.Id, revocable));
    }

    private static void Update(MasterState state, Agent agent, AgentCommand.ReportUpdate report, List<MasterEvent> events)
    {
        // The newest state cannot lie before the one that is reported, and neither can be one that only the master gives.
        var latest = report.Status.State.IsTerminal() ? report.Status.State : report.LatestState;
        if (!latest.IsReportable() || !report.Status.State.IsReportable())
            return;
        if (PartitionDecisions.IsOfCopy(state, agent, report, events))
            return;
        var framework = state.Frameworks.Find(report.FrameworkId);
        if (framework?.Tasks.Find(report.Status.TaskId) is not { } task || task.AgentId != agent.Id)
        {
            Unexpected(agent, framework, report, events);
            return;
        }

        if (task.ForwardedState.IsTerminal() && !report.Status.State.IsTerminal())
        {
            // The framework knows the end; what came before it is no news, and nothing may seem to go back.
            if (report.Status.UpdateId is { } update)
                events.Add(new LinkEvent.UpdateUnwanted(report.Link, framework.Id, task.Id, update));
            return;
        }

        if (TaskTransitions.Classify(task.State, latest) is not (TransitionKind.Refuse or TransitionKind.Repeat))
            events.Add(new TaskEvent.StateChanged(framework.Id, task.Id, latest));
        events.Add(new TaskEvent.Updated(framework.Id, ForThis(agent, framework, report.Status)));
        if (report.Status.State.IsTerminal() && report.Status.UpdateId is null)
            events.Add(new TaskEvent.Completed(framework.Id, task.Id));
    }

    /// <summary>
    /// A report on a task that the master does not keep. Its framework may still want it (an update of a task that it has
    /// acknowledged or that ended before); without a framework nobody would ever acknowledge it, so the master does.
    /// </summary>
    private static void Unexpected(Agent agent, Framework? framework, AgentCommand.ReportUpdate report, List<MasterEvent> events)
    {
        if (framework is { IsConnected: true })
            events.Add(new TaskEvent.Told(framework.Id, ForThis(agent, framework, report.Status)));
        else if (framework is null && report.Status.UpdateId is { } update)
            events.Add(new LinkEvent.UpdateUnwanted(report.Link, report.FrameworkId, report.Status.TaskId, update));
    }

    private static TaskStatus ForThis(Agent agent, Framework framework, TaskStatus status) => status with
    {
        AgentId = agent.Id,
        State = ForFramework.State(framework.Info, status.State),
    };
}
