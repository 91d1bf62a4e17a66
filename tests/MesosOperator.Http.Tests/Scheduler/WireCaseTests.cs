using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Http.Tests.Scheduler;

/// <summary>Cases of Mesos' own tests of the scheduler endpoint, by their ids in mesos-cases A and B.</summary>
public sealed class WireCaseTests
{
    public static TheoryData<string> MediaTypesServed => [MediaTypes.Json, MediaTypes.Protobuf];

    [Fact]
    public async Task W02_no_content_type()
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await Answer.OfAsync(target, new Request("POST", Request.Scheduler) { Body = "{}"u8.ToArray() });

        Assert.Equal((400, "Expecting 'Content-Type' to be present"), (answer.Status, answer.Text));
    }

    [Theory, MemberData(nameof(MediaTypesServed))]
    public async Task W04_malformed_content(string mediaType)
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await Answer.OfAsync(target, Request.Post(Request.Scheduler, mediaType, "MALFORMED"u8.ToArray()));

        Assert.Equal(400, answer.Status);
        Assert.StartsWith("Failed to parse body into ", answer.Text);
    }

    [Theory]
    [InlineData("text/foo")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("APPLICATION/JSON")]
    public async Task W05_unsupported_media_type(string mediaType)
    {
        await using var target = await TestOperator.StartAsync();

        Assert.Equal(415, (await Answer.OfAsync(target, Request.Post(Request.Scheduler, mediaType, "{}"u8.ToArray()))).Status);
    }

    [Theory, MemberData(nameof(MediaTypesServed))]
    public async Task W06_subscribe(string mediaType)
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.OpenAsync(target, Framework.Info(), MessageCodec.ForContentType(mediaType)!);

        var subscribed = await framework.NextAsync();

        Assert.Equal(mediaType, framework.Head.Header("Content-Type"));
        Assert.Equal("chunked", framework.Head.Header("Transfer-Encoding"));
        Assert.NotEmpty(framework.StreamId);
        Assert.NotEmpty(subscribed.Subscribed.FrameworkId.Value);
        Assert.Equal(15, subscribed.Subscribed.HeartbeatIntervalSeconds);
        Assert.Equal(Event.Types.Type.Heartbeat, (await framework.NextAsync()).Type);
        target.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(Event.Types.Type.Heartbeat, (await framework.NextAsync()).Type);
    }

    [Fact]
    public async Task W08_subscribe_with_a_stream_id()
    {
        await using var target = await TestOperator.StartAsync();
        var call = new Call { Type = Call.Types.Type.Subscribe, Subscribe = new() { FrameworkInfo = Framework.Info() } };

        var answer = await Answer.OfAsync(target, Request.Message(call, MessageCodec.Json).With("Mesos-Stream-Id: x"));

        Assert.Equal(400, answer.Status);
        Assert.Empty((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Frameworks);
    }

    [Fact]
    public async Task W09_subscribed_again_on_retry()
    {
        await using var target = await TestOperator.StartAsync();
        await using var first = await Framework.SubscribeAsync(target, Framework.Info(60));
        var info = Framework.Info(60);
        info.Id = new() { Value = first.Id };

        await using var second = await Framework.SubscribeAsync(target, info);

        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(first.StreamId, second.StreamId);
    }

    [Fact]
    public async Task W10_not_acceptable()
    {
        await using var target = await TestOperator.StartAsync();
        var call = new Call { Type = Call.Types.Type.Subscribe, Subscribe = new() { FrameworkInfo = Framework.Info() } };

        Assert.Equal(406, (await Answer.OfAsync(target, Request.Message(call, MessageCodec.Json).With("Accept: text/foo"))).Status);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task W12_wrong_method(string method)
    {
        await using var target = await TestOperator.StartAsync();

        var answer = await Answer.OfAsync(target, new Request(method, Request.Scheduler));

        Assert.Equal((405, "POST"), (answer.Status, answer.Head.Header("Allow")));
    }

    [Fact]
    public async Task W13_teardown_needs_the_right_stream_id()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        var call = new Call { Type = Call.Types.Type.Teardown, FrameworkId = new() { Value = framework.Id } };
        var request = Request.Message(call, MessageCodec.Protobuf);

        Assert.Equal(400, (await Answer.OfAsync(target, request)).Status);
        Assert.Equal(400, (await Answer.OfAsync(target, request.With($"Mesos-Stream-Id: {Guid.Empty}"))).Status);
        Assert.Single((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Frameworks);

        Assert.Equal(202, (await Answer.OfAsync(target, request.With($"Mesos-Stream-Id: {framework.StreamId}"))).Status);
        Assert.Empty((await target.Master.ViewAsync(TestContext.Current.CancellationToken))!.Frameworks);
        Assert.Empty(await framework.Stream.ReadChunkAsync());
    }

    [Fact]
    public async Task W14_malformed_uuid()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        var acknowledge = new Call.Types.Acknowledge
        {
            AgentId = new() { Value = "a" },
            TaskId = new() { Value = "t" },
            Uuid = Google.Protobuf.ByteString.CopyFromUtf8("bad"),
        };

        var answer = await framework.CallAsync(new Call { Type = Call.Types.Type.Acknowledge, Acknowledge = acknowledge });

        Assert.Equal((400, "Failed to validate scheduler::Call: Not a valid UUID"), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task S15_request_is_accepted()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);

        Assert.Equal(202, (await framework.CallAsync(new Call { Type = Call.Types.Type.Request, Request = new() })).Status);
    }

    [Fact]
    public async Task S19_subscribe_after_the_failover_timeout()
    {
        await using var target = await TestOperator.StartAsync();
        var first = await Framework.SubscribeAsync(target, Framework.Info(failoverTimeout: 60));
        await first.DisposeAsync();
        await Eventually.ViewAsync(target, view => view.Frameworks.Single().State == Core.Frameworks.FrameworkState.Disconnected);
        target.Time.Advance(TimeSpan.FromSeconds(60));
        var info = Framework.Info(60);
        info.Id = new() { Value = first.Id };

        await using var second = await Framework.OpenAsync(target, info, MessageCodec.Json);

        Assert.Equal("Framework has been removed", (await second.NextAsync()).Error.Message);
        Assert.Empty(await second.Stream.ReadChunkAsync());
    }

    [Fact]
    public async Task S23_framework_without_failover_timeout_is_gone_when_its_connection_is()
    {
        await using var target = await TestOperator.StartAsync();
        var framework = await Framework.SubscribeAsync(target);
        framework.Stream.Reset();

        var view = await Eventually.ViewAsync(target, view => view.Frameworks.IsEmpty);

        Assert.Equal(framework.Id, view.CompletedFrameworks.Single().Id.Value);
    }

    [Fact]
    public async Task Unknown_type_is_not_implemented()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);

        Assert.Equal(501, (await framework.CallAsync(Call.Types.Type.Unknown)).Status);
        Assert.Equal(202, (await framework.CallAsync(Call.Types.Type.Suppress)).Status);
    }
}
