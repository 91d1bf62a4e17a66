using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Primitives;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Runtime;
using FrameworkState = MesosOperator.Core.Frameworks.FrameworkState;

namespace MesosOperator.Http.Tests.Scheduler;

/// <summary>Clients that misbehave, and a master that is busy or stops: nobody else is harmed and nothing accepted is lost.</summary>
public sealed class RobustnessTests
{
    private static readonly byte[] Subscribe = Request.Message(
        new Call { Type = Call.Types.Type.Subscribe, Subscribe = new() { FrameworkInfo = Framework.Info() } }, MessageCodec.Json).ToBytes();

    [Fact]
    public async Task Full_mailbox_answers_503_and_what_was_accepted_is_answered()
    {
        var gate = new TaskCompletionSource();
        BlockedStore? store = null;
        await using var target = await TestOperator.StartAsync(new TestSetup
        {
            Limits = new RuntimeLimits { MailboxCapacity = 1 },
            Configure = services => store = BlockedStore.Add(services, gate.Task),
        });
        await using var framework = await Framework.OpenAsync(target, Framework.Info(), MessageCodec.Json);
        await store!.Saving.WaitAsync(TestContext.Current.CancellationToken);
        var waiting = target.Master.CallAsync(new FrameworkCommand.Suppress(
            new FrameworkId($"{TestSetup.RecordedMaster}-0000"), new Caller(new StreamId(framework.StreamId), null), [])).AsTask();

        var call = await framework.CallAsync(Call.Types.Type.Suppress);
        Assert.Equal("HTTP/1.1 503 Service Unavailable", call.Head.StatusLine);
        Assert.Equal("1", call.Head.Header("Retry-After"));
        Assert.Equal("The master is busy: too many calls are waiting", call.Text);
        Assert.Equal(503, (await Answer.OfAsync(target, Subscribe)).Status);
        Assert.False(waiting.IsCompleted);

        gate.SetResult();
        Assert.True((await waiting).IsDone);
        Assert.Equal(Event.Types.Type.Subscribed, (await framework.NextAsync()).Type);
    }

    [Fact]
    public async Task Second_SUBSCRIBE_on_a_connection_leaves_no_ghost_when_the_client_goes()
    {
        await using var target = await TestOperator.StartAsync();
        await using var connection = await RawConnection.OpenAsync(target.Port);
        await connection.SendAsync((byte[])[.. Subscribe, .. Subscribe]);
        await connection.ReadHeadAsync();
        Assert.Contains("SUBSCRIBED", await connection.ReadTextChunkAsync());
        Assert.Single((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Frameworks);

        connection.Reset();

        var view = await Eventually.ViewAsync(target, view => view.Frameworks.IsEmpty);
        Assert.Single(view.CompletedFrameworks);
    }

    [Fact]
    public async Task Second_SUBSCRIBE_on_a_connection_is_not_served_when_the_first_stream_ends()
    {
        await using var target = await TestOperator.StartAsync();
        await using var connection = await RawConnection.OpenAsync(target.Port);
        await connection.SendAsync((byte[])[.. Subscribe, .. Subscribe]);
        await connection.ReadHeadAsync();
        await connection.ReadChunkAsync();
        await connection.ReadChunkAsync();

        await target.Master.CallAsync(new OperatorCommand.TearDownFramework(new FrameworkId($"{TestSetup.RecordedMaster}-0000")));

        Assert.Empty(await connection.ReadChunkAsync());
        Assert.Equal("", await connection.ReadToEndAsync());
        Assert.Empty((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Frameworks);
    }

    [Fact]
    public async Task Framework_that_does_not_read_loses_its_own_stream_and_nobody_elses()
    {
        await using var target = await TestOperator.StartAsync(new TestSetup { Limits = new RuntimeLimits { StreamBuffer = 8 } });
        var link = await target.AddAgentAsync();
        await using var slow = await Framework.SubscribeAsync(target, Framework.Info(failoverTimeout: 3600));
        await using var quick = await Framework.SubscribeAsync(target);
        var data = new Payload(new byte[1024 * 1024]);

        for (var sent = 0; sent < 1000 && (await StateOfAsync(target, slow)) == FrameworkState.Connected; sent++)
        {
            await target.Master.CallAsync(new AgentCommand.Message(link, new FrameworkId(slow.Id), new ExecutorId("e"), data));
            await target.Master.CallAsync(new AgentCommand.Message(link, new FrameworkId(quick.Id), new ExecutorId("e"), Payload.Empty));
            await quick.NextAsync(Event.Types.Type.Message);
        }

        await Eventually.ViewAsync(target, view => view.Frameworks.Single(framework => framework.Id.Value == slow.Id).State == FrameworkState.Disconnected);
        Assert.Equal(202, (await quick.CallAsync(Call.Types.Type.Revive)).Status);
        target.Time.Advance(TimeSpan.FromSeconds(5));
        await quick.NextAsync(Event.Types.Type.Heartbeat);
    }

    [Theory]
    [InlineData("Content-Length: 20000\r\n\r\n", 100)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n4E20\r\n", 20_000)]
    public async Task Body_that_is_too_large_is_refused_when_that_is_seen(string head, int sent)
    {
        await using var target = await TestOperator.StartAsync(new TestSetup { Limits = new RuntimeLimits { MaxRequestBytes = 10_000 } });
        await using var connection = await RawConnection.OpenAsync(target.Port);
        await connection.SendAsync($"POST /api/v1/scheduler HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{head}{new string(' ', sent)}");

        Assert.Equal("HTTP/1.1 413 Payload Too Large", (await connection.ReadHeadAsync()).StatusLine);
    }

    [Fact]
    public async Task Body_up_to_the_limit_is_read_in_whatever_pieces_it_comes()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        var call = new Call { Type = Call.Types.Type.Suppress, FrameworkId = new() { Value = framework.Id } };
        var body = Request.Message(call, MessageCodec.Json).Body!;
        var padded = (byte[])[.. body, .. Enumerable.Repeat((byte)' ', (12 * 1024 * 1024) - body.Length)];
        await using var connection = await RawConnection.OpenAsync(target.Port);

        var bytes = Request.Post(Request.Scheduler, MediaTypes.Json, padded).With($"Mesos-Stream-Id: {framework.StreamId}").ToBytes();
        for (var sent = 0; sent < bytes.Length; sent += 1_000_000)
            await connection.SendAsync(bytes.AsMemory(sent, Math.Min(1_000_000, bytes.Length - sent)));

        Assert.Equal(202, (await Answer.ReadAsync(connection)).Status);
    }

    [Fact]
    public async Task Broken_clients_do_not_disturb_the_stream_of_another()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        string[] rubbish =
        [
            "\r\n\r\n\r\n", "GET\r\n\r\n", "POST /api/v1/scheduler HTTP/9.9\r\n\r\n", "\0\u0001\u0002", "POST /api/v1/scheduler HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
            "POST /api/v1/scheduler HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        ];

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
        {
            await using var connection = await RawConnection.OpenAsync(target.Port);
            await connection.SendAsync(rubbish[number % rubbish.Length]);
            connection.Reset();
        }));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            var passing = await Framework.SubscribeAsync(target);
            passing.Stream.Reset();
        }));

        await Eventually.ViewAsync(target, view => view.Frameworks.Length == 1);
        await target.AddAgentAsync();
        Assert.Equal(Event.Types.Type.Offers, (await framework.NextAsync()).Type);
        Assert.Equal(202, (await framework.CallAsync(Call.Types.Type.Suppress)).Status);
    }

    [Fact]
    public async Task Many_frameworks_at_once_each_get_their_own_events()
    {
        await using var target = await TestOperator.StartAsync();
        var frameworks = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Framework.SubscribeAsync(target)));

        await Task.WhenAll(frameworks.Select(async framework =>
        {
            for (var number = 0; number < 10; number++)
            {
                var kill = new Call { Type = Call.Types.Type.Kill, Kill = new() { TaskId = new() { Value = $"{framework.Id}-{number}" } } };
                Assert.Equal(202, (await framework.CallAsync(kill)).Status);
                Assert.Equal($"{framework.Id}-{number}", (await framework.NextAsync()).Update.Status.TaskId.Value);
            }
        }));

        Assert.Equal(30, frameworks.Select(framework => framework.Id).Distinct().Count());
        foreach (var framework in frameworks)
            await framework.DisposeAsync();
    }

    [Fact]
    public async Task Operator_that_stops_ends_streams_cleanly_and_keeps_its_frameworks()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        BlockedStore? store = null;
        var target = await TestOperator.StartAsync(new TestSetup { Configure = services => store = BlockedStore.Add(services, gate.Task) });
        await using var framework = await Framework.SubscribeAsync(target);

        await target.DisposeAsync();

        Assert.Empty(await framework.Stream.ReadChunkAsync());
        Assert.Equal("", await framework.Stream.ReadToEndAsync());
        var kept = await store!.LoadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(framework.Id, Assert.Single(kept.Frameworks).Key.Value);
    }

    [Fact]
    public async Task Demand27_master_that_stops_answers_503()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        target.Close();

        var answer = await framework.CallAsync(Call.Types.Type.Suppress);

        Assert.Equal((503, "The master is stopping"), (answer.Status, answer.Text));
        Assert.Equal(503, (await Answer.OfAsync(target, Subscribe)).Status);
        Assert.Equal(503, (await Answer.OfAsync(target, Request.Get("/state"))).Status);
        Assert.Equal(503, (await Answer.OfAsync(target, Request.Get("/readyz"))).Status);
    }

    private static async Task<FrameworkState> StateOfAsync(TestOperator target, Framework framework)
    {
        var view = await target.Master.ViewAsync(TestContext.Current.CancellationToken);
        return view!.Frameworks.Single(found => found.Id.Value == framework.Id).State;
    }
}
