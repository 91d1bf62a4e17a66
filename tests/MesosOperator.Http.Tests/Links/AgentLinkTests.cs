using Google.Protobuf;
using Grpc.Core;
using MesosOperator.Core.Agents;
using MesosOperator.Http.Links;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Runtime;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Tests.Links;

public sealed class AgentLinkTests
{
    [Fact]
    public async Task Agent_that_registers_is_welcomed_and_offered()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await using var agent = FakeAgent.Dial(target);
        await agent.SayAsync(FakeAgent.Register());

        var welcome = (await agent.HearAsync()).Registered;

        Assert.Equal($"{TestSetup.RecordedMaster}-S0", welcome.AgentId.Value);
        Assert.Equal(15_000_000_000, welcome.PingInterval.Nanoseconds);
        Assert.Equal(5u, welcome.PingMissesAllowed);
        var offer = (await framework.NextAsync()).Offers.Offers_.Single();
        Assert.Equal(("agent-host", "127.0.0.1"), (offer.Hostname, offer.Url.Address.Ip));
        Assert.Equal(welcome.AgentId, offer.AgentId);
    }

    [Fact]
    public async Task Task_goes_to_the_agent_and_its_update_to_the_framework_and_the_acknowledgement_back()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await using var agent = await FakeAgent.RegisterAsync(target);
        var offer = (await framework.NextAsync()).Offers.Offers_.Single();
        Assert.Equal(202, (await framework.CallAsync(Tasks.Launch(offer, Tasks.Command("t1", offer)))).Status);

        var run = (await agent.HearOrderAsync()).RunTask;
        Assert.Equal(("t1", framework.Id, "*"), (run.Task.TaskId.Value, run.Framework.Id.Value, run.AllocationRole));

        await agent.SayAsync(Tasks.Running("t1", framework.Id, agent.Id));
        var status = (await framework.NextAsync(Event.Types.Type.Update)).Update.Status;
        Assert.Equal((Wire.TaskState.TaskRunning, agent.Id, Tasks.Uuid), (status.State, status.AgentId.Value, status.Uuid));

        await framework.CallAsync(new Call
        {
            Type = Call.Types.Type.Acknowledge,
            Acknowledge = new() { AgentId = status.AgentId, TaskId = status.TaskId, Uuid = Tasks.Uuid },
        });
        Assert.Equal(Tasks.Uuid, (await agent.HearOrderAsync()).AcknowledgeUpdate.Uuid);

        await framework.CallAsync(new Call { Type = Call.Types.Type.Kill, Kill = new() { TaskId = status.TaskId } });
        Assert.Equal("t1", (await agent.HearOrderAsync()).KillTask.TaskId.Value);
    }

    [Fact]
    public async Task Agent_that_never_saw_its_answer_gets_the_same_id_again()
    {
        await using var target = await TestOperator.StartAsync();
        await using var first = await FakeAgent.RegisterAsync(target, instance: 7);
        await using var second = await FakeAgent.RegisterAsync(target, instance: 7);
        await using var third = await FakeAgent.RegisterAsync(target, instance: 7);
        await using var other = await FakeAgent.RegisterAsync(target, instance: 8);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(first.Id, third.Id);
        Assert.NotEqual(first.Id, other.Id);
        await first.EndAsync();
        var view = await target.Master.ViewAsync(TestContext.Current.CancellationToken);
        Assert.All(view!.Agents, agent => Assert.Equal(AgentState.Connected, agent.State));
        Assert.Equal(2, view.Agents.Length);
    }

    [Fact]
    public async Task Agent_that_comes_back_with_its_id_takes_over_from_its_old_link()
    {
        await using var target = await TestOperator.StartAsync();
        await using var first = await FakeAgent.RegisterAsync(target);
        await using var second = FakeAgent.Dial(target);

        await second.SayAsync(Reregister(first.Id, instance: 2));
        Assert.NotNull((await first.HearAsync()).Ping); // to which it says nothing
        target.Time.Advance(AgentGreeter.ProbeLimit);

        Assert.Equal(first.Id, (await second.HearAsync()).Registered.AgentId.Value);
        Assert.Equal(StatusCode.OK, await first.EndAsync());
        var view = await target.Master.ViewAsync(TestContext.Current.CancellationToken);
        Assert.Equal(AgentState.Connected, Assert.Single(view!.Agents).State);
    }

    [Fact]
    public async Task Copy_of_an_agent_that_lives_is_turned_away_and_may_try_again()
    {
        await using var target = await TestOperator.StartAsync();
        await using var first = await FakeAgent.RegisterAsync(target);
        await using var copy = FakeAgent.Dial(target);

        await copy.SayAsync(Reregister(first.Id, instance: 2));
        await first.PongAsync((await first.HearAsync()).Ping.Sequence);

        Assert.Equal(StatusCode.AlreadyExists, await copy.EndAsync());
        Assert.Contains("is connected already, as another process at 127.0.0.1", copy.Detail, StringComparison.Ordinal);
        await first.SayAsync(Unknown());
        Assert.NotNull((await first.HearAsync()).AcknowledgeUpdate);
    }

    [Fact]
    public async Task Link_that_breaks_disconnects_the_agent()
    {
        await using var target = await TestOperator.StartAsync();
        var agent = await FakeAgent.RegisterAsync(target);
        await agent.DisposeAsync();

        await Eventually.ViewAsync(target, view => view.Agents is [{ State: AgentState.Disconnected }]);
        target.Time.Advance(TimeSpan.FromSeconds(75));
        await Eventually.ViewAsync(target, view => view.Agents.IsEmpty && view.UnreachableAgents.Length == 1);
    }

    [Fact]
    public async Task Agent_that_leaves_is_removed_at_once()
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        await agent.SayAsync(new() { Leaving = new() });
        await agent.CompleteAsync();

        Assert.Equal(StatusCode.OK, await agent.EndAsync());
        var view = await target.Master.ViewAsync(TestContext.Current.CancellationToken);
        Assert.Empty(view!.Agents);
        Assert.Empty(view.UnreachableAgents);
    }

    [Fact]
    public async Task Agent_that_answers_pings_stays()
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        for (var ping = 1ul; ping <= 12; ping++)
        {
            target.Time.Advance(TimeSpan.FromSeconds(15));
            Assert.Equal(ping, (await agent.HearAsync()).Ping.Sequence);
            await agent.PongAsync(ping);
            // The order to the agent goes after the pong was heard, since a link is read in order.
            await agent.SayAsync(Unknown());
            Assert.NotNull((await agent.HearAsync()).AcknowledgeUpdate);
        }

        var view = await target.Master.ViewAsync(TestContext.Current.CancellationToken);
        Assert.Equal(AgentState.Connected, Assert.Single(view!.Agents).State);
    }

    [Fact]
    public async Task Agent_that_answers_no_ping_is_dropped()
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = await FakeAgent.RegisterAsync(target);
        for (var ping = 1ul; ping <= 5; ping++)
        {
            target.Time.Advance(TimeSpan.FromSeconds(15));
            Assert.Equal(ping, (await agent.HearAsync()).Ping.Sequence);
        }

        target.Time.Advance(TimeSpan.FromSeconds(15));

        await agent.EndAsync();
        await Eventually.ViewAsync(target, view => view.Agents is [{ State: AgentState.Disconnected }]);
    }

    [Fact]
    public async Task Caller_that_never_registers_is_dropped()
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = FakeAgent.Dial(target);
        await Eventually.ViewAsync(target, _ => target.Get<AgentSessions>().Count == 1);

        target.Time.Advance(TimeSpan.FromSeconds(15 * 6));

        await agent.EndAsync();
        await Eventually.ViewAsync(target, _ => target.Get<AgentSessions>().Count == 0);
        Assert.Empty((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Agents);
    }

    [Fact]
    public async Task Agent_with_resources_that_cannot_be_is_refused_for_good()
    {
        await using var target = await TestOperator.StartAsync();
        await using var agent = FakeAgent.Dial(target);
        var message = FakeAgent.Register();
        message.Register.Info.Resources[0].Scalar.Value = -1;
        await agent.SayAsync(message);

        Assert.NotEmpty((await agent.HearAsync()).Refused.Message);
        Assert.Equal(StatusCode.OK, await agent.EndAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Message_that_no_agent_sends_ends_the_link(bool isFirst)
    {
        await using var target = await TestOperator.StartAsync();
        await using var other = await FakeAgent.RegisterAsync(target, instance: 9);
        await using var agent = isFirst ? FakeAgent.Dial(target) : await FakeAgent.RegisterAsync(target);

        await agent.SayAsync(isFirst ? Unknown() : new() { UpdateStatus = new() });

        Assert.Equal(StatusCode.InvalidArgument, await agent.EndAsync());
        await Eventually.ViewAsync(target, view => view.Agents.Count(found => found.State == AgentState.Connected) == 1);
    }

    [Fact]
    public async Task Agents_wait_while_the_mailbox_is_full_and_none_of_their_words_is_lost()
    {
        var gate = new TaskCompletionSource();
        await using var target = await TestOperator.StartAsync(new TestSetup
        {
            Limits = new RuntimeLimits { MailboxCapacity = 1, MaxBatch = 1 },
            Configure = services => BlockedStore.Add(services, gate.Task),
        });
        var agents = Enumerable.Range(1, 10).Select(_ => FakeAgent.Dial(target)).ToArray();
        for (var index = 0; index < agents.Length; index++)
            await agents[index].SayAsync(FakeAgent.Register((byte)index));
        gate.SetResult();

        foreach (var agent in agents)
            Assert.NotNull((await agent.HearAsync()).Registered);

        Assert.Equal(10, (await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Agents.Length);
        foreach (var agent in agents)
            await agent.DisposeAsync();
    }

    [Fact]
    public async Task Operator_that_stops_ends_links_and_keeps_its_agents()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        BlockedStore? store = null;
        var target = await TestOperator.StartAsync(new TestSetup { Configure = services => store = BlockedStore.Add(services, open.Task) });
        await using var agent = await FakeAgent.RegisterAsync(target);

        await Task.WhenAll(target.DisposeAsync().AsTask(), agent.EndAsync());

        Assert.Equal(agent.Id, Assert.Single((await store!.LoadAsync(TestContext.Current.CancellationToken)).Agents).Key.Value);
    }

    private static AgentMessage Reregister(string id, byte instance) => new()
    {
        Reregister = new()
        {
            Info = FakeAgent.Info,
            Version = "1.2.3",
            Instance = ByteString.CopyFrom([.. Enumerable.Repeat(instance, 16)]),
            AgentId = new() { Value = id },
        },
    };

    /// <summary>An update that nobody waits for; the master acknowledges it itself.</summary>
    private static AgentMessage Unknown() => Tasks.Running("t", "nobody", "a");
}
