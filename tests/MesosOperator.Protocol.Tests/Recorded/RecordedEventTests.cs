using System.Buffers;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.RecordIO;
using MesosOperator.Protocol.Tests.Json;
using Agent = MesosOperator.Protocol.Mesos.V1.Agent;
using Master = MesosOperator.Protocol.Mesos.V1.Master;
using Scheduler = MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Protocol.Tests.Recorded;

/// <summary>What a real master or agent sent is read and written again without a difference.</summary>
public abstract class RecordedEventTests
{
    private readonly JsonWay _json;

    private protected RecordedEventTests(JsonWay json) => _json = json;

    public static TheoryData<string> SchedulerEvents =>
        [.. Capture.Names("0", ".json"), .. Capture.Names("11", ".json"), .. Capture.Names("3", ".json")];

    public static TheoryData<string> OperatorEvents => [.. Capture.Names("22", ".json")];

    public static TheoryData<string> OperatorAnswers =>
        [.. Capture.Names("2", ".resp").Where(IsJsonAnswer)];

    public static TheoryData<string> AgentAnswers =>
        [.. Capture.Names("4", ".resp").Where(IsJsonAnswer)];

    [Theory, MemberData(nameof(SchedulerEvents))]
    public void A_scheduler_event_comes_back_equal(string file) =>
        AssertSame(Capture.Bytes(file), Again<Scheduler.Event>(Capture.Bytes(file)));

    [Theory, MemberData(nameof(OperatorEvents))]
    public void An_operator_event_comes_back_equal(string file) =>
        AssertSame(Capture.Bytes(file), Again<Master.Event>(Capture.Bytes(file)));

    [Theory, MemberData(nameof(OperatorAnswers))]
    public void An_operator_answer_comes_back_equal(string file) =>
        AssertSame(Capture.Body(file), Again<Master.Response>(Capture.Body(file)));

    [Theory, MemberData(nameof(AgentAnswers))]
    public void An_agent_answer_comes_back_equal(string file) =>
        AssertSame(Capture.Body(file), Again<Agent.Response>(Capture.Body(file)));

    [Fact]
    public void The_recorded_stream_is_written_again_byte_for_byte()
    {
        var chunks = Capture.Chunks("01-subscribe.stream-raw").ToArray();
        var reader = new RecordReader();
        var buffer = new RecordBuffer();
        foreach (var chunk in chunks)
        {
            var rest = new ReadOnlySequence<byte>(chunk);
            Assert.True(reader.TryRead(ref rest, out var record));
            Assert.True(rest.IsEmpty, "a master sends one record a chunk");
            buffer.Clear();
            MessageCodec.Json.Write(MessageCodec.Json.Parse<Scheduler.Event>(record), buffer);
            Assert.Equal(Encoding.UTF8.GetString(chunk), Encoding.UTF8.GetString(buffer.Complete().Span));
        }

        Assert.True(chunks.Length > 10);
    }

    [Fact]
    public void The_recorded_protobuf_answer_is_read()
    {
        var answer = MessageCodec.Protobuf.Parse<Master.Response>(Capture.Body("45-accept-protobuf-GET_HEALTH.resp"));

        Assert.Equal(Master.Response.Types.Type.GetHealth, answer.Type);
        Assert.True(answer.GetHealth.Healthy);
    }

    private static bool IsJsonAnswer(string file) =>
        Capture.Status(file) == "200" && Capture.Body(file) is [(byte)'{', ..];

    private byte[] Again<T>(byte[] json)
        where T : class, IMessage<T>, new() => _json.Write(_json.Parse<T>(json));

    /// <summary>
    /// Equal by value; but the operator API of a real master shows some lists although they are empty, and one
    /// field that its own v1 messages do not have.
    /// </summary>
    private static void AssertSame(byte[] expected, byte[] actual)
    {
        using var left = JsonDocument.Parse(expected);
        using var right = JsonDocument.Parse(actual);
        Assert.Equal(Text(left.RootElement, "$"), Text(right.RootElement, "$"));
    }

    private static string Text(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => string.Concat(value.EnumerateObject()
            .Where(p => !IsEmptyList(p.Value) && !(p.Name == "checkpoint" && path.EndsWith(".agent_info", StringComparison.Ordinal)))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => Text(p.Value, $"{path}.{p.Name}"))) + path + "={}\n",
        JsonValueKind.Array => string.Concat(value.EnumerateArray().Select((item, i) => Text(item, $"{path}[{i}]"))),
        _ => $"{path}={value.GetRawText()}\n",
    };

    private static bool IsEmptyList(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;

    public sealed class Closed() : RecordedEventTests(JsonWay.Closed);

    public sealed class Boxed() : RecordedEventTests(JsonWay.Boxed);
}
