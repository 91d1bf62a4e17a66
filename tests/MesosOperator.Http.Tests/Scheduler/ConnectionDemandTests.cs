using System.Text;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace MesosOperator.Http.Tests.Scheduler;

/// <summary>Connection and headers: what clients out there need, by the numbers of the checklist in mesos-clients 2.</summary>
public sealed class ConnectionDemandTests
{
    private const string Subscribe = """{"type":"SUBSCRIBE","subscribe":{"framework_info":{"user":"root","name":"x"}}}""";

    public static TheoryData<string> MediaTypesServed => [MediaTypes.Json, MediaTypes.Protobuf];

    [Theory]
    [InlineData("/api/v1/scheduler")]
    [InlineData("/api/v1/scheduler/")]
    [InlineData("/master/api/v1/scheduler")]
    [InlineData("/master/api/v1/scheduler/")]
    [InlineData("/api/v1/scheduler/api/v1/scheduler")]
    public async Task Demand01_every_spelling_of_the_path_is_served(string path)
    {
        await using var target = await TestOperator.StartAsync();
        await using var connection = await RawConnection.OpenAsync(target.Port);
        await connection.SendAsync((Request.Json(Subscribe) with { Path = path }).ToBytes());

        Assert.Equal("HTTP/1.1 200 OK", (await connection.ReadHeadAsync()).StatusLine);
    }

    [Theory, MemberData(nameof(MediaTypesServed))]
    public async Task Demand02_content_type_of_the_stream_has_no_parameters(string mediaType)
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.OpenAsync(target, Framework.Info(), MessageCodec.ForContentType(mediaType)!);

        Assert.Equal(mediaType, framework.Head.Header("Content-Type"));
    }

    [Fact]
    public async Task Demand03_header_names_are_spelled_as_clients_look_for_them()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.OpenAsync(target, Framework.Info(), MessageCodec.Json);

        Assert.Equal(
            ["Content-Type", "Date", "Mesos-Stream-Id", "Transfer-Encoding"],
            framework.Head.HeaderNames.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Demand04_stream_id_is_a_lower_case_uuid()
    {
        await using var target = await TestOperator.StartAsync();
        await using var first = await Framework.SubscribeAsync(target);
        await using var second = await Framework.SubscribeAsync(target);

        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", first.StreamId);
        Assert.NotEqual(first.StreamId, second.StreamId);
    }

    [Fact]
    public async Task Demand05_stream_is_chunked_and_plain_even_when_the_client_wants_to_close_and_takes_gzip()
    {
        await using var target = await TestOperator.StartAsync();
        await using var connection = await RawConnection.OpenAsync(target.Port);
        await connection.SendAsync(Request.Json(Subscribe).With("Connection: close").With("Accept-Encoding: gzip").ToBytes());

        var head = await connection.ReadHeadAsync();

        Assert.Equal("chunked", head.Header("Transfer-Encoding"));
        Assert.DoesNotContain("Content-Length", head.HeaderNames);
        Assert.DoesNotContain("Content-Encoding", head.HeaderNames);
        Assert.Contains("SUBSCRIBED", await connection.ReadTextChunkAsync());
    }

    [Fact]
    public async Task Demand05_head_of_the_stream_comes_before_the_master_has_decided()
    {
        var gate = new TaskCompletionSource();
        await using var target = await TestOperator.StartAsync(new TestSetup { Configure = services => BlockedStore.Add(services, gate.Task) });
        await using var framework = await Framework.OpenAsync(target, Framework.Info(), MessageCodec.Json);
        Assert.False(framework.Stream.HasUnread);

        gate.SetResult();

        Assert.Equal(Event.Types.Type.Subscribed, (await framework.NextAsync()).Type);
    }

    [Theory, MemberData(nameof(MediaTypesServed))]
    public async Task Demand06_call_is_answered_with_202_a_length_of_zero_and_no_type(string mediaType)
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target, codec: MessageCodec.ForContentType(mediaType));

        var answer = await framework.CallAsync(Call.Types.Type.Suppress);

        Assert.Equal("HTTP/1.1 202 Accepted", answer.Head.StatusLine);
        Assert.Equal(["Content-Length", "Date"], answer.Head.HeaderNames.Order(StringComparer.Ordinal));
        Assert.Equal(0, answer.Head.ContentLength);
    }

    [Fact]
    public async Task Demand07_chunked_body_lower_case_headers_and_unasked_credentials_are_fine()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        var body = $$$"""{"type":"SUPPRESS","framework_id":{"value":"{{{framework.Id}}}"}}""";
        var request = "POST /api/v1/scheduler HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            + $"mesos-stream-id: {framework.StreamId}\r\nauthorization: Basic dXNlcjpwYXNz\r\ntransfer-encoding: chunked\r\n\r\n"
            + $"5\r\n{body[..5]}\r\n{body.Length - 5:x}\r\n{body[5..]}\r\n0\r\n\r\n";

        Assert.Equal(202, (await Answer.OfAsync(target, Encoding.ASCII.GetBytes(request))).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/x-protobuf, application/json")]
    public async Task Demand08_stream_is_JSON_when_the_client_takes_anything_whatever_it_sent(string? accept)
    {
        await using var target = await TestOperator.StartAsync();
        await using var connection = await RawConnection.OpenAsync(target.Port);
        var call = new Call { Type = Call.Types.Type.Subscribe, Subscribe = new() { FrameworkInfo = Framework.Info() } };
        var request = Request.Message(call, MessageCodec.Protobuf);
        await connection.SendAsync((accept is null ? request : request.With($"Accept: {accept}")).ToBytes());

        Assert.Equal(MediaTypes.Json, (await connection.ReadHeadAsync()).Header("Content-Type"));
    }

    [Fact]
    public async Task Demand09_idle_connections_are_never_closed()
    {
        await using var target = await TestOperator.StartAsync();

        var limits = target.Get<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.InRange(limits.KeepAliveTimeout, TimeSpan.FromDays(365), TimeSpan.FromDays(36500)); // More overflows and closes at once.
        Assert.Null(limits.MinRequestBodyDataRate);
        Assert.Null(limits.MinResponseDataRate);
    }

    [Fact]
    public async Task Demand09_one_connection_serves_many_calls()
    {
        await using var target = await TestOperator.StartAsync();
        await using var framework = await Framework.SubscribeAsync(target);
        await using var connection = await RawConnection.OpenAsync(target.Port);
        var call = new Call { Type = Call.Types.Type.Revive, FrameworkId = new() { Value = framework.Id } };
        var request = Request.Message(call, MessageCodec.Json).With($"Mesos-Stream-Id: {framework.StreamId}").ToBytes();

        for (var repetition = 0; repetition < 20; repetition++)
        {
            await connection.SendAsync(request);
            Assert.Equal(202, (await Answer.ReadAsync(connection)).Status);
        }
    }
}
