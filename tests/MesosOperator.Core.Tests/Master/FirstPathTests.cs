using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Tests.Master;

public class FirstPathTests
{
    private static readonly Instant Start = Instant.FromSeconds(1_000_000_000);
    private static readonly StreamId Stream = new("stream-1");
    private static readonly LinkId Link = new(1);
    private readonly MasterCore _master = new(new("m"), new());

    [Fact]
    public void A_framework_is_offered_an_agent_and_runs_a_task_to_its_end()
    {
        Apply(new AgentCommand.Register(Link, new("host", "127.0.0.1", 5051, Has(4, 8192))));
        Apply(new SubscriptionCommand.Subscribe(Stream, new("root", "first"), []));
        var offer = Assert.Single(Tell<OffersMade>(Apply(new TimeCommand.Allocate())).Single().Items).Offer;
        Assert.Equal("m-O0", offer.Id.Value);

        var caller = new Caller(Stream, null);
        var task = new TaskInfo(new("t1"), "t1", offer.AgentId, Has(1, 32), Payload.Empty);
        var launched = Apply(new FrameworkCommand.Accept(offer.FrameworkId, caller, [offer.Id], [new OfferOperation.Launch([task])], TimeSpan.FromSeconds(5)));
        Assert.IsType<AgentOrder.RunTask>(Assert.Single(launched.Effects.Afterwards.OfType<Notify.Agent>()).Order);

        var update = new UpdateId(7);
        var finished = new TaskStatus(task.Id, TaskState.Finished, StatusSource.Executor) { UpdateId = update };
        var told = Apply(new AgentCommand.ReportUpdate(Link, offer.FrameworkId, finished, TaskState.Finished));
        Assert.Equal(TaskState.Finished, Tell<FrameworkNotice.TaskUpdated>(told).Single().Status.State);
        Apply(new FrameworkCommand.Acknowledge(offer.FrameworkId, caller, offer.AgentId, task.Id, update));

        var framework = Assert.Single(_master.View().Frameworks);
        Assert.Empty(framework.Tasks);
        Assert.Single(framework.CompletedTasks);
        Assert.True(Assert.Single(_master.View().Agents).Used.IsEmpty);
    }

    private static IEnumerable<T> Tell<T>(Outcome outcome) where T : FrameworkNotice =>
        outcome.Effects.Afterwards.OfType<Notify.Framework>().Select(told => told.Notice).OfType<T>();

    private static ResourceSet Has(long cpus, long memory) => ResourceSet.Of(
        Resource.Of(ResourceName.Cpus, Amount.FromUnits(cpus)), Resource.Of(ResourceName.Memory, Amount.FromUnits(memory)));

    private Outcome Apply(Command command)
    {
        var outcome = _master.Apply(command, Start);
        Assert.Null(outcome.Refusal);
        _master.RequireInvariants();
        return outcome;
    }
}
