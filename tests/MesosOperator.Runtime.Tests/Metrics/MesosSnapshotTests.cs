using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;
using MesosOperator.Runtime.Metrics;
using MesosOperator.Runtime.Tests.Support;

namespace MesosOperator.Runtime.Tests.Metrics;

public sealed class MesosSnapshotTests : IAsyncDisposable
{
    private readonly MasterCounters _counters = new();
    private readonly TestLoop _test;
    private readonly MesosSnapshot _snapshot;

    public MesosSnapshotTests()
    {
        _test = new TestLoop(null, _counters).Start();
        _snapshot = new(_counters, [], _test.Loop, _test.Progress, _test.Time);
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task New_master_shows_every_name_with_nothing()
    {
        _test.Time.Advance(TimeSpan.FromSeconds(3));

        var metrics = await ReadAsync();

        Assert.Equal(1, metrics["master/elected"]);
        Assert.Equal(3, metrics["master/uptime_secs"]);
        string[] zero =
        [
            "master/tasks_running", "master/tasks_finished", "master/tasks_lost", "master/tasks_gone_by_operator", "master/slaves_active",
            "master/frameworks_active", "master/outstanding_offers", "master/messages_kill_task", "master/slave_registrations",
            "master/cpus_total", "master/mem_percent",
        ];
        Assert.All(zero, name => Assert.Equal(0, metrics[name]));
    }

    [Fact]
    public async Task Agents_frameworks_and_resources_are_counted()
    {
        await _test.Loop.CallAsync(TestLoop.Register(1));
        await _test.Loop.CallAsync(TestLoop.Register(2));
        await _test.Loop.CallAsync(TestLoop.Subscribe("s1", "f1", TimeSpan.FromMinutes(1)));
        await _test.Loop.CallAsync(new AgentCommand.LoseLink(new LinkId(2)));

        var metrics = await ReadAsync();

        Assert.Equal(2, metrics["master/slave_registrations"]);
        Assert.Equal(2, metrics["master/messages_register_slave"]);
        Assert.Equal(1, metrics["master/slaves_active"]);
        Assert.Equal(1, metrics["master/slaves_disconnected"]);
        Assert.Equal(1, metrics["master/frameworks_active"]);
        Assert.Equal(8, metrics["master/cpus_total"]);
        Assert.Equal(4, metrics["allocator/mesos/resources/cpus/offered_or_allocated"]);
        Assert.Equal(1, metrics["master/outstanding_offers"]);
        Assert.True(metrics["allocator/mesos/allocation_runs"] >= 2);
        Assert.Equal(2, metrics["master/frameworks/test/f1/offers/sent"]);
        Assert.Equal(1, metrics["master/frameworks/test/f1/offers/rescinded"]);
        Assert.Equal(1, metrics["master/frameworks/test/f1/subscribed"]);
    }

    [Fact]
    public async Task Task_that_ends_moves_from_the_active_to_the_ended_ones()
    {
        await LaunchAsync();
        Assert.Equal(1, (await ReadAsync())["master/tasks_staging"]);
        Assert.Equal(1, (await ReadAsync())["master/cpus_used"]);
        Assert.Equal(0.25, (await ReadAsync())["master/cpus_percent"]);

        await ReportAsync(TaskState.Running);
        Assert.Equal(1, (await ReadAsync())["master/frameworks/test/f1/tasks/active/task_running"]);

        await ReportAsync(TaskState.Finished);
        var metrics = await ReadAsync();
        Assert.Equal(0, metrics["master/tasks_running"]);
        Assert.Equal(1, metrics["master/tasks_finished"]);
        Assert.Equal(1, metrics["master/frameworks/test/f1/tasks/terminal/task_finished"]);
        Assert.Equal(1, metrics["master/frameworks/test/f1/calls/accept"]);
        Assert.Equal(2, metrics["master/messages_status_update"]);
    }

    [Fact]
    public async Task Counters_of_a_removed_framework_are_forgotten()
    {
        await LaunchAsync();
        await _test.Loop.CallAsync(new OperatorCommand.TearDownFramework(new FrameworkId("f1")));

        Assert.DoesNotContain((await ReadAsync()).Keys, name => name.StartsWith("master/frameworks/", StringComparison.Ordinal));
        Assert.DoesNotContain(_counters.Tallies.Read(), count => count.Key.Contains("f1"));
    }

    [Fact]
    public async Task Stopped_master_has_no_snapshot()
    {
        _test.Loop.Close();
        await _test.Running;

        Assert.Null(await _snapshot.ReadAsync(null, TestContext.Current.CancellationToken));
    }

    private async Task LaunchAsync()
    {
        await _test.Loop.CallAsync(TestLoop.Register(1));
        await _test.Loop.CallAsync(TestLoop.Subscribe("s1", "f1", TimeSpan.FromMinutes(1)));
        var offer = _test.Ports.Told("s1").OfType<OffersMade>().Single().Items.Single().Offer;
        var task = new TaskInfo(
            new("t1"), "t1", offer.AgentId, ResourceSet.Of(Resource.Of(ResourceName.Cpus, Amount.FromUnits(1))), Payload.Empty);
        var result = await _test.Loop.CallAsync(new FrameworkCommand.Accept(
            new("f1"), new Caller(new StreamId("s1"), null), [offer.Id], [new OfferOperation.Launch([task])], TimeSpan.FromSeconds(5)));
        Assert.True(result.IsDone);
    }

    private async Task ReportAsync(TaskState state)
    {
        var status = new Core.Tasks.TaskStatus(new("t1"), state, StatusSource.Agent) { UpdateId = new UpdateId((UInt128)(int)state + 1) };
        Assert.True((await _test.Loop.CallAsync(new AgentCommand.ReportUpdate(new(1), new("f1"), status, state))).IsDone);
    }

    private async Task<IReadOnlyDictionary<string, double>> ReadAsync()
    {
        var metrics = await _snapshot.ReadAsync(null, TestContext.Current.CancellationToken);
        Assert.NotNull(metrics);
        return metrics;
    }
}
