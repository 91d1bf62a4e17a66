using System.Text;
using System.Text.Json;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Master;
using MesosOperator.Runtime;
using MesosOperator.Runtime.Access;
using SchedulerCall = MesosOperator.Protocol.Mesos.V1.Scheduler.Call;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Tests.Operators;

/// <summary>The event stream of the operator API.</summary>
public sealed class OperatorStreamTests
{
    public static TheoryData<string> MediaTypes => [Protocol.Codecs.MediaTypes.Json, Protocol.Codecs.MediaTypes.Protobuf];

    [Fact]
    public async Task X10_a_stream_begins_as_recorded()
    {
        await using var target = await TestOperator.StartAsync();
        await using var connection = await RawConnection.OpenAsync(target.Port);
        await connection.SendAsync(OperatorClient.Message(new Call { Type = Call.Types.Type.Subscribe }, MessageCodec.Json).ToBytes());

        var head = await connection.ReadHeadAsync();
        var first = await connection.ReadTextChunkAsync();
        var second = await connection.ReadTextChunkAsync();

        Assert.Equal(["Content-Type", "Date", "Transfer-Encoding"], head.HeaderNames.Order(StringComparer.Ordinal));
        using var recorded = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Captures", "22-operator-event-1.json")));
        using var subscribed = JsonDocument.Parse(first.Split('\n', 2)[1]);
        Assert.All(JsonShape.Missing(recorded.RootElement, subscribed.RootElement), missing => Assert.EndsWith(" is empty", missing));
        Assert.Equal("20\n{\"type\":\"HEARTBEAT\"}", second);
    }

    [Theory, MemberData(nameof(MediaTypes))]
    public async Task X05_X06_X07_what_happens_is_told_in_order(string mediaType)
    {
        await using var target = await TestOperator.StartAsync();
        await using var stream = await SubscribeAsync(target, MessageCodec.ForContentType(mediaType)!);

        await using var agent = await FakeAgent.RegisterAsync(target);
        var added = await stream.NextAsync();
        Assert.Equal((Event.Types.Type.AgentAdded, agent.Id), (added.Type, added.AgentAdded.Agent.AgentInfo.Id.Value));
        await using var framework = await Framework.SubscribeAsync(target);
        var came = await stream.NextAsync();
        Assert.Equal((Event.Types.Type.FrameworkAdded, framework.Id, true), (came.Type, came.FrameworkAdded.Framework.FrameworkInfo.Id.Value, came.FrameworkAdded.Framework.Connected));
        await Story.RunTaskAsync(framework, agent);
        var task = await stream.NextAsync();
        Assert.Equal((Event.Types.Type.TaskAdded, "t1", Wire.TaskState.TaskStaging), (task.Type, task.TaskAdded.Task.TaskId.Value, task.TaskAdded.Task.State));
        var updated = await stream.NextAsync();
        Assert.Equal((Event.Types.Type.TaskUpdated, Wire.TaskState.TaskRunning, framework.Id), (updated.Type, updated.TaskUpdated.State, updated.TaskUpdated.FrameworkId.Value));

        var healthy = Tasks.Running("t1", framework.Id, agent.Id);
        healthy.UpdateStatus.Status.Reason = Wire.TaskStatus.Types.Reason.TaskHealthCheckStatusUpdated;
        healthy.UpdateStatus.Status.Healthy = true;
        await agent.SayAsync(Tasks.Running("t1", framework.Id, agent.Id));
        await agent.SayAsync(healthy);
        var health = await stream.NextAsync();
        Assert.Equal((Event.Types.Type.TaskUpdated, true), (health.Type, health.TaskUpdated.Status.Healthy));

        await framework.CallAsync(SchedulerCall.Types.Type.Teardown);
        Event gone;
        do
            gone = await stream.NextAsync();
        while (gone.Type == Event.Types.Type.TaskUpdated);
        Assert.Equal((Event.Types.Type.FrameworkRemoved, framework.Id), (gone.Type, gone.FrameworkRemoved.FrameworkInfo.Id.Value));
    }

    [Fact]
    public async Task X07_a_framework_that_comes_back_is_updated()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target, Framework.Info(failoverTimeout: 60));
        await using var stream = await SubscribeAsync(target, MessageCodec.Json);
        var info = Framework.Info(failoverTimeout: 60);
        info.Id = new() { Value = framework.Id };

        await using var again = await Framework.SubscribeAsync(target, info);

        var updated = await stream.NextAsync();
        Assert.Equal((Event.Types.Type.FrameworkUpdated, framework.Id), (updated.Type, updated.FrameworkUpdated.Framework.FrameworkInfo.Id.Value));
        Assert.NotNull(updated.FrameworkUpdated.Framework.ReregisteredTime);
    }

    [Fact]
    public async Task X06_an_agent_that_leaves_is_told_and_one_that_is_marked_gone_is_not()
    {
        await using var target = await TestOperator.StartAsync();
        var first = await target.AddAgentAsync("leaves");
        await target.AddAgentAsync("gone");
        await using var stream = await SubscribeAsync(target, MessageCodec.Json);

        await target.Master.CallAsync(new OperatorCommand.MarkAgentGone(new($"{TestSetup.RecordedMaster}-S1")));
        await target.Master.CallAsync(new AgentCommand.Leave(first));

        var removed = await stream.NextAsync();
        Assert.Equal((Event.Types.Type.AgentRemoved, $"{TestSetup.RecordedMaster}-S0"), (removed.Type, removed.AgentRemoved.AgentId.Value));
    }

    [Fact]
    public async Task What_the_picture_holds_is_not_told_again()
    {
        await using var target = await TestOperator.StartAsync();
        for (var round = 0; round < 20; round++)
        {
            var adding = target.AddAgentAsync();
            await using var stream = await SubscribeAsync(target, MessageCodec.Json);
            await adding;
            await target.AddAgentAsync("last");

            var seen = stream.Subscribed.GetState.GetAgents.Agents.Select(agent => agent.AgentInfo.Id.Value).ToList();
            while (seen.Count < 2 * (round + 1))
                seen.Add((await stream.NextAsync()).AgentAdded.Agent.AgentInfo.Id.Value);

            Assert.Equal(seen.Distinct(), seen);
            Assert.Equal(2 * (round + 1), seen.Count);
        }
    }

    [Fact]
    public async Task X10_heartbeats_go_on()
    {
        await using var target = await TestOperator.StartAsync();
        await using var stream = await SubscribeAsync(target, MessageCodec.Json);

        target.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(Event.Types.Type.Heartbeat, (await stream.NextAsync()).Type);
    }

    [Fact]
    public async Task X10_one_stream_too_many_ends_the_oldest()
    {
        await using var target = await TestOperator.StartAsync(new TestSetup { Limits = new RuntimeLimits { MaxOperatorStreams = 2 } });
        await using var first = await SubscribeAsync(target, MessageCodec.Json);
        await using var second = await SubscribeAsync(target, MessageCodec.Json);

        await using var third = await SubscribeAsync(target, MessageCodec.Json);

        Assert.Empty(await first.Connection.ReadChunkAsync());
        await target.AddAgentAsync();
        Assert.Equal(Event.Types.Type.AgentAdded, (await second.NextAsync()).Type);
        Assert.Equal(Event.Types.Type.AgentAdded, (await third.NextAsync()).Type);
    }

    [Fact]
    public async Task X09_who_may_not_read_the_state_gets_no_stream()
    {
        var access = new FakeAccess { Authorize = (_, what) => what is AccessRequest.ReadState { Path: "/state" } ? new Authorization.Denied("no") : Authorization.Allowed.Yes };
        await using var target = await access.StartAsync();

        var answer = await OperatorClient.CallAsync(target, """{"type":"SUBSCRIBE"}""", "Authorization: Basic c3Bhcms6c2VjcmV0");

        Assert.Equal((403, "no"), (answer.Status, answer.Text));
    }

    private static async Task<Subscriber> SubscribeAsync(TestOperator target, MessageCodec codec)
    {
        var connection = await RawConnection.OpenAsync(target.Port);
        await connection.SendAsync(OperatorClient.Message(new Call { Type = Call.Types.Type.Subscribe }, codec).With($"Accept: {codec.MediaType}").ToBytes());
        var head = await connection.ReadHeadAsync();
        Assert.Equal(("HTTP/1.1 200 OK", codec.MediaType), (head.StatusLine, head.Header("Content-Type")));
        var subscriber = new Subscriber(connection, codec);
        var first = await subscriber.NextAsync();
        Assert.Equal((Event.Types.Type.Subscribed, 15.0), (first.Type, first.Subscribed.HeartbeatIntervalSeconds));
        subscriber.Subscribed = first.Subscribed;
        Assert.Equal(Event.Types.Type.Heartbeat, (await subscriber.NextAsync()).Type);
        return subscriber;
    }

    private sealed class Subscriber(RawConnection connection, MessageCodec codec) : IAsyncDisposable
    {
        public RawConnection Connection => connection;

        public Event.Types.Subscribed Subscribed { get; set; } = new();

        /// <summary>The next record, which must be one chunk.</summary>
        public async Task<Event> NextAsync()
        {
            var chunk = await connection.ReadChunkAsync();
            var feed = Array.IndexOf(chunk, (byte)'\n');
            Assert.Equal(chunk.Length - feed - 1, int.Parse(Encoding.ASCII.GetString(chunk, 0, feed), System.Globalization.CultureInfo.InvariantCulture));
            return codec.Parse<Event>(chunk.AsMemory(feed + 1));
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
