using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
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
            DropTasks(state, framework, accept, problem, events);
            return;
        }

        foreach (var offer in offers)
            events.Add(new OfferEvent.Ended(offer, OfferEnd.Accepted));
        var left = offers.Aggregate(ResourceSet.Empty, (sum, offer) => sum + offer.Resources);
        left = Apply(state, framework, accept, offers[0], left, events);
        if (!left.IsEmpty && RefusalUntil.From(state, accept.RefuseFor) is { } until)
            events.Add(new OfferEvent.Refused(framework.Id, offers[0].Role, offers[0].AgentId, left, until));
    }

    private static ResourceSet Apply(
        MasterState state, Framework framework, FrameworkCommand.Accept accept, Offer offer, ResourceSet left, List<MasterEvent> events)
    {
        var launched = new HashSet<TaskId>();
        foreach (var operation in accept.Operations)
        {
            switch (operation)
            {
                case OfferOperation.Launch launch:
                    foreach (var task in launch.Tasks)
                        left = LaunchOne(state, framework, offer, task, left, launched, events);
                    break;
                case OfferOperation.LaunchGroup group:
                    foreach (var task in group.Tasks)
                        events.Add(Error(state, framework, task, StatusReason.TaskGroupInvalid, "Task groups are not served by this operator"));
                    break;
            }
        }

        return left;
    }

    private static ResourceSet LaunchOne(
        MasterState state,
        Framework framework,
        Offer offer,
        TaskInfo task,
        ResourceSet left,
        HashSet<TaskId> launched,
        List<MasterEvent> events)
    {
        var problem = TaskRules.Problem(task, framework, offer, left);
        if (problem is null && launched.Contains(task.Id))
            problem = $"Task has duplicate ID: {task.Id}";
        if (problem is not null)
        {
            events.Add(Error(state, framework, task, StatusReason.TaskInvalid, problem));
            return left;
        }

        launched.Add(task.Id);
        events.Add(new TaskEvent.Launched(new LaunchedTask(task, framework.Id, offer.Role)));
        return left - task.Resources;
    }

    private static void DropTasks(MasterState state, Framework framework, FrameworkCommand.Accept accept, string problem, List<MasterEvent> events)
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
    }

    private static IEnumerable<TaskInfo> TasksOf(OfferOperation operation) => operation switch
    {
        OfferOperation.Launch launch => launch.Tasks,
        OfferOperation.LaunchGroup group => group.Tasks,
        _ => [],
    };

    private static TaskEvent.Told Error(MasterState state, Framework framework, TaskInfo task, StatusReason reason, string problem) =>
        new(framework.Id, new TaskStatus(task.Id, TaskState.Error, StatusSource.Master)
        {
            Reason = reason,
            Message = problem,
            AgentId = task.AgentId,
            Timestamp = state.Now,
        });
}
