using System.Buffers;
using System.Text;
using CsCheck;
using Google.Protobuf;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Tests.Json;
using Agent = MesosOperator.Protocol.Mesos.V1.Agent;
using Executor = MesosOperator.Protocol.Mesos.V1.Executor;
using Master = MesosOperator.Protocol.Mesos.V1.Master;
using Scheduler = MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Protocol.Tests.Codecs;

/// <summary>Whatever a message holds, both codecs give it back, and JSON says the same as protobuf.</summary>
public abstract class RoundTripTests
{
    private readonly JsonWay _json;

    private protected RoundTripTests(JsonWay json) => _json = json;

    private const int Samples = 400;

    [Fact]
    public void Scheduler_calls() => AssertRoundTrips<Scheduler.Call>();

    [Fact]
    public void Scheduler_events() => AssertRoundTrips<Scheduler.Event>();

    [Fact]
    public void Executor_calls() => AssertRoundTrips<Executor.Call>();

    [Fact]
    public void Executor_events() => AssertRoundTrips<Executor.Event>();

    [Fact]
    public void Operator_calls() => AssertRoundTrips<Master.Call>();

    [Fact]
    public void Operator_answers() => AssertRoundTrips<Master.Response>();

    [Fact]
    public void Agent_calls() => AssertRoundTrips<Agent.Call>();

    [Fact]
    public void Agent_answers() => AssertRoundTrips<Agent.Response>();

    private void AssertRoundTrips<T>()
        where T : class, IMessage<T>, new() =>
        Gen.Int.Sample(seed =>
        {
            var message = new RandomMessage(seed).Make<T>();
            var json = _json.Write(message);
            Assert.Equal(message, _json.Parse<T>(json));
            Assert.Equal(message, MessageCodec.Protobuf.Parse<T>(InProtobuf(message)));
            Assert.True(Ascii.IsValid(json));
            Assert.DoesNotContain((byte)'\n', json);
        }, iter: Samples);

    private static byte[] InProtobuf(IMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageCodec.Protobuf.Write(message, output);
        return output.WrittenSpan.ToArray();
    }

    public sealed class Closed() : RoundTripTests(JsonWay.Closed);

    public sealed class Boxed() : RoundTripTests(JsonWay.Boxed);
}
