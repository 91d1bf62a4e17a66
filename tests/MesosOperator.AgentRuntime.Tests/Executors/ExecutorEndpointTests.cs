using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;
using MesosOperator.AgentRuntime.Serving;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Executor;
using MesosOperator.Protocol.RecordIO;
using Microsoft.Extensions.Time.Testing;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Executors;

/// <summary>The executor endpoint as any client sees it.</summary>
public sealed class ExecutorEndpointTests
{
    private const string Ids = "\"executor_id\":{\"value\":\"e1\"},\"framework_id\":{\"value\":\"framework-1\"}";
    private const string Uuid = "AAAAAAAAAAAAAAAAAAAAAA==";

    private static readonly HttpClient Client = new();

    [Fact]
    public async Task E01_requests_that_are_no_calls_are_refused()
    {
        await using var agent = await RunningAgent.StartAsync();

        Assert.Equal((400, "Expecting 'Content-Type' to be present"), await PostAsync(agent, "{}", null));
        Assert.Equal(415, (await PostAsync(agent, "{}", "application/json; charset=utf-8")).Status);
        Assert.Equal(415, (await PostAsync(agent, "{}", "text/plain")).Status);
        Assert.Equal(400, (await PostAsync(agent, "{not json", MediaTypes.Json)).Status);
        Assert.Equal(400, (await PostAsync(agent, "\u0001\u0002\u0003", MediaTypes.Protobuf)).Status);
        Assert.Equal(400, (await PostAsync(agent, "{}", MediaTypes.Json)).Status);
        Assert.Equal(406, (await PostAsync(agent, $$$"""{"type":"SUBSCRIBE",{{{Ids}}},"subscribe":{}}""", MediaTypes.Json, "text/html")).Status);
        using var got = await Client.GetAsync(new Uri(Address(agent)), Patience.Token());
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (got.StatusCode, got.Content.Headers.Allow.Single()));
        using var elsewhere = await Client.GetAsync(new Uri(Address(agent) + "/x"), Patience.Token());
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Theory]
    [InlineData("\"type\":\"SUBSCRIBE\",\"subscribe\":{}", 400, "Framework cannot be found")]
    [InlineData("\"type\":\"MESSAGE\",\"message\":{\"data\":\"aGk=\"}", 400, "Framework cannot be found")]
    [InlineData("\"type\":\"SUBSCRIBE\"", 400, "Failed to validate Executor::Call: Expecting 'subscribe' to be present")]
    [InlineData("\"type\":\"UPDATE\"", 400, "Failed to validate Executor::Call: Expecting 'update' to be present")]
    [InlineData("\"type\":\"MESSAGE\"", 400, "Failed to validate Executor::Call: Expecting 'message' to be present")]
    [InlineData("\"update\":{\"status\":{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_RUNNING\"}}", 400, "Failed to validate Executor::Call: Expecting 'type' to be present")]
    [InlineData("\"type\":\"HEARTBEAT\"", 202, "")]
    public async Task E02_calls_that_lack_something_or_come_from_nobody_are_refused(string call, int status, string text)
    {
        await using var agent = await RunningAgent.StartAsync();

        Assert.Equal((status, text), await PostAsync(agent, "{" + call + "," + Ids + "}", MediaTypes.Json));
    }

    [Theory]
    [InlineData("\"source\":\"SOURCE_EXECUTOR\"", "TASK_RUNNING", "Expecting 'uuid' to be present")]
    [InlineData("\"source\":\"SOURCE_EXECUTOR\",\"uuid\":\"AAAA\"", "TASK_RUNNING", "Not a valid UUID")]
    [InlineData($"\"source\":\"SOURCE_EXECUTOR\",\"uuid\":\"{Uuid}\",\"executor_id\":{{\"value\":\"e2\"}}", "TASK_RUNNING", "ExecutorID in Call: e1 does not match")]
    [InlineData($"\"source\":\"SOURCE_AGENT\",\"uuid\":\"{Uuid}\"", "TASK_RUNNING", "SOURCE_EXECUTOR")]
    [InlineData($"\"uuid\":\"{Uuid}\"", "TASK_RUNNING", "SOURCE_EXECUTOR")]
    [InlineData($"\"source\":\"SOURCE_EXECUTOR\",\"uuid\":\"{Uuid}\"", "TASK_STAGING", "TASK_STAGING")]
    [InlineData($"\"source\":\"SOURCE_EXECUTOR\",\"uuid\":\"{Uuid}\",\"check_status\":{{\"type\":\"HTTP\",\"tcp\":{{}}}}", "TASK_RUNNING", "Check status is inconsistent")]
    public async Task E03_status_updates_that_no_executor_may_send_are_refused(string fields, string state, string text)
    {
        await using var agent = await RunningAgent.StartAsync();

        var (status, answer) = await PostAsync(
            agent, $$$"""{"type":"UPDATE",{{{Ids}}},"update":{"status":{"task_id":{"value":"t1"},"state":"{{{state}}}",{{{fields}}} } } }""", MediaTypes.Json);

        Assert.Equal(400, status);
        Assert.StartsWith("Failed to validate Executor::Call: ", answer, StringComparison.Ordinal);
        Assert.Contains(text, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MediaTypes.Json)]
    [InlineData(MediaTypes.Protobuf)]
    public async Task E05_both_encodings_tell_the_same(string type)
    {
        await using var agent = await RunningAgent.StartAsync();
        await agent.Call.SayAsync(ExecutorOrders.Run("t1", "run", ExecutorOrders.Info("exec sleep 1000")));
        await Eventually.TrueAsync(() => Directory.Exists(agent.Sandbox("e1")), "the executor is known");
        var codec = MessageCodec.ForContentType(type)!;
        var message = Written(codec, new Call
        {
            Type = Call.Types.Type.Message,
            ExecutorId = ExecutorOrders.ExecutorId,
            FrameworkId = Orders.FrameworkId,
            Message = new Call.Types.Message { Data = ByteString.CopyFromUtf8("hi") },
        });
        Assert.Equal(403, (await PostAsync(agent, message, type)).Status);

        using var answer = await SendAsync(agent, Written(codec, Subscription()), type, type);
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
        await using var body = await answer.Content.ReadAsStreamAsync(Patience.Token());
        var events = await new RecordReader().ReadAllAsync(body, Patience.Token()).Take(2).Select(record => codec.Parse<Event>(record)).ToListAsync(Patience.Token());
        var (subscribed, launch) = (events[0], events[1]);

        Assert.Equal(("e1", "test", Orders.Agent), (subscribed.Subscribed.ExecutorInfo.ExecutorId.Value, subscribed.Subscribed.FrameworkInfo.Name, subscribed.Subscribed.AgentInfo.Id.Value));
        Assert.Equal(("t1", "run"), (launch.Launch.Task.TaskId.Value, launch.Launch.Task.Data.ToStringUtf8()));
        Assert.Equal((202, ""), await PostAsync(agent, message, type));
        Assert.Equal("hi", (await agent.Call.HearAsync())!.FrameworkMessage.Data.ToStringUtf8());
    }

    [Fact]
    public async Task E05_a_second_subscription_ends_the_first()
    {
        await using var agent = await RunningAgent.StartAsync();
        await agent.Call.SayAsync(ExecutorOrders.Run("t1", "run", ExecutorOrders.Info("exec sleep 1000")));
        await Eventually.TrueAsync(() => Directory.Exists(agent.Sandbox("e1")), "the executor is known");
        var subscription = Written(MessageCodec.Json, Subscription());

        using var first = await SendAsync(agent, subscription, MediaTypes.Json, MediaTypes.Json);
        using var second = await SendAsync(agent, subscription, MediaTypes.Json, MediaTypes.Json);

        var told = await first.Content.ReadAsStringAsync(Patience.Token());
        Assert.Contains("SUBSCRIBED", told, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task E06_a_stream_beats_each_half_hour()
    {
        var time = new FakeTimeProvider();
        using var stream = new ExecutorStream(time);

        time.Advance(TimeSpan.FromMinutes(29));
        time.Advance(TimeSpan.FromMinutes(1));
        time.Advance(TimeSpan.FromMinutes(30));
        stream.End();
        using var body = new MemoryStream();
        await stream.WriteToAsync(body, new MessageRecords(MessageCodec.Json), Patience.Token());

        Assert.Equal("20\n{\"type\":\"HEARTBEAT\"}20\n{\"type\":\"HEARTBEAT\"}", Encoding.UTF8.GetString(body.ToArray()));
    }

    private static Call Subscription() => new()
    {
        Type = Call.Types.Type.Subscribe,
        ExecutorId = ExecutorOrders.ExecutorId,
        FrameworkId = Orders.FrameworkId,
        Subscribe = new Call.Types.Subscribe(),
    };

    private static byte[] Written(MessageCodec codec, Call call)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        codec.Write(call, output);
        return output.WrittenMemory.ToArray();
    }

    private static string Address(RunningAgent agent) => $"http://127.0.0.1:{agent.First.Register.Info.Port}/api/v1/executor";

    private static Task<(int Status, string Text)> PostAsync(RunningAgent agent, string body, string? type, string? accept = null) =>
        PostAsync(agent, Encoding.UTF8.GetBytes(body), type, accept);

    private static async Task<(int Status, string Text)> PostAsync(RunningAgent agent, byte[] body, string? type, string? accept = null)
    {
        using var answer = await SendAsync(agent, body, type, accept);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Patience.Token()));
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningAgent agent, byte[] body, string? type, string? accept)
    {
        using var content = new ByteArrayContent(body);
        if (type is not null)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(agent)) { Content = content };
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Patience.Token());
    }
}
