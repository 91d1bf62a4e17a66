using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>ACCEPT: offers of one agent are combined, operations applied in order to what they hold, the rest goes back (semantics 3.7).</summary>
internal static class AcceptDecisions
{
    public static void Decide(MasterState state, FrameworkCommand.Accept accept, List<MasterEvent> events)
    {
        var framework = state.Frameworks[accept.FrameworkId];
        var problem = OfferListRules.Problem(state, accept);
        var offers = accept.OfferIds.Distinct().Select(state.Offers.Find).OfType<Offer>()
            .Where(offer => offer.FrameworkId == framework.Id).ToArray();
        if (problem is not null)
        {
            foreach (var offer in offers)
                events.Add(new OfferEvent.Ended(offer, OfferEnd.Withdrawn));
            Drop(state, framework, accept, problem, events);
            return;
        }

        foreach (var offer in offers)
            events.Add(new OfferEvent.Ended(offer, OfferEnd.Accepted));
        var run = new AcceptRun(state, framework, offers[0], offers.Aggregate(ResourceSet.Empty, (sum, offer) => sum + offer.Resources), events);
        foreach (var operation in accept.Operations)
            run.Do(operation);
        if (run.Refused is { IsEmpty: false } refused && RefusalUntil.From(state, accept.RefuseFor) is { } until)
            events.Add(new OfferEvent.Refused(framework.Id, offers[0].Role, offers[0].AgentId, refused, until));
        // What was only there because it was offered is there no more.
        if (state.Agents[offers[0].AgentId] is { IsShort: true } agent)
            events.Add(new AgentEvent.InfoChanged(agent.Id, agent.Info));
    }

    /// <summary>Tells the fate of all that was to be done with offers that are not valid.</summary>
    private static void Drop(MasterState state, Framework framework, FrameworkCommand.Accept accept, string problem, List<MasterEvent> events)
    {
        var fate = framework.Info.Can(FrameworkCapabilities.PartitionAware) ? TaskState.Dropped : TaskState.Lost;
        foreach (var task in accept.Operations.SelectMany(TasksOf))
            events.Add(new TaskEvent.Told(framework.Id, new TaskStatus(task.Id, fate, StatusSource.Master)
            {
                Reason = StatusReason.InvalidOffers,
                Message = $"Task launched with invalid offers: {problem}",
                AgentId = task.AgentId,
                Timestamp = state.Now,
            }));
        foreach (var operation in accept.Operations.OfType<ResourceOperation>())
            if (operation.Id is { } id)
                events.Add(new OperationEvent.Told(
                    framework.Id, new OperationStatus(id, OperationState.Error) { Message = $"Operation attempted with invalid offers: {problem}" }));
    }

    private static IEnumerable<TaskInfo> TasksOf(OfferOperation operation) => operation switch
    {
        OfferOperation.Launch launch => launch.Tasks,
        OfferOperation.LaunchGroup group => group.Tasks,
        _ => [],
    };
}
