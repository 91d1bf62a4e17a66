using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Tasks;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Master;

/// <summary>Nothing that clients do again and again makes the master grow for ever.</summary>
public class BoundsTests
{
    private const int Often = 5000;

    private static readonly LinkId Link = new(1);
    private readonly TestMaster _master = new();
    private Caller _caller = new(new("s"), null);
    private FrameworkId _framework;
    private AgentId _agent;

    [Fact]
    public void Long_refusals_that_are_taken_back_are_forgotten()
    {
        Begin();
        for (var time = 0; time < Often; time++)
        {
            var offer = NextOffer();
            _master.Apply(new FrameworkCommand.Decline(_framework, _caller, [offer.Id], RefuseDuration.Longest));
            _master.Apply(new FrameworkCommand.Revive(_framework, _caller, []));
        }

        Assert.InRange(_master.Core.State.Filters.Count, 0, 2000);
    }

    [Fact]
    public void Those_who_come_and_go_leave_no_deadlines_behind()
    {
        Begin();
        for (var time = 0; time < Often; time++)
        {
            _master.Advance(TimeSpan.FromMilliseconds(10));
            _master.Apply(new SubscriptionCommand.LoseStream(_caller.Stream!.Value));
            _caller = new(new($"s{time}"), null);
            _master.Apply(new SubscriptionCommand.Subscribe(_caller.Stream!.Value, A.Framework().OutlivedFor(TimeSpan.FromDays(7)).Known(_framework), []));
        }

        Assert.InRange(_master.Core.State.Deadlines.Count, 0, 2000);
    }

    [Fact]
    public void A_task_keeps_its_last_statuses_and_a_framework_its_last_tasks()
    {
        Begin();
        for (var time = 0; time < new MasterSettings().MaxCompletedTasks + 10; time++)
        {
            var task = A.Task($"t{time}").On(_agent);
            _master.Apply(new FrameworkCommand.Accept(_framework, _caller, [NextOffer().Id], [new OfferOperation.Launch([task])], TimeSpan.Zero));
            if (time == 0)
                for (var report = 0; report < 100; report++)
                    Report(task, report % 2 == 0 ? TaskState.Starting : TaskState.Running);
            Report(task, TaskState.Finished);
            _master.Apply(new FrameworkCommand.Revive(_framework, _caller, []));
            if (time == 0)
                Assert.Equal(LaunchedTask.MaxStatuses, Assert.Single(_master.Core.View().Frameworks[0].CompletedTasks).Statuses.Length);
        }

        var completed = _master.Core.View().Frameworks[0].CompletedTasks;
        Assert.Equal(new MasterSettings().MaxCompletedTasks, completed.Length);
        Assert.Equal("t10", completed[0].Id.Value);
    }

    private void Begin()
    {
        _agent = _master.Apply(new AgentCommand.Register(Link, An.Agent())).Events.OfType<AgentEvent.Added>().Single().AgentId;
        var subscribed = _master.Apply(new SubscriptionCommand.Subscribe(new("s"), A.Framework().OutlivedFor(TimeSpan.FromDays(7)), []));
        _framework = subscribed.Events.OfType<FrameworkEvent.Added>().Single().FrameworkId;
    }

    private Offer NextOffer() => _master.Apply(new TimeCommand.Allocate()).Events.OfType<OfferEvent.Made>().Single().Offer;

    private void Report(TaskBuilder task, TaskState state) => _master.Apply(new AgentCommand.ReportUpdate(
        Link, _framework, new TaskStatus(task.Info.Id, state, StatusSource.Executor), state));
}
