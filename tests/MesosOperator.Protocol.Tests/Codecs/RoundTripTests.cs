using System.Buffers;
using System.Text;
using CsCheck;
using Google.Protobuf;
using MesosOperator.Protocol.Codecs;
using Agent = MesosOperator.Protocol.Mesos.V1.Agent;
using Executor = MesosOperator.Protocol.Mesos.V1.Executor;
using Master = MesosOperator.Protocol.Mesos.V1.Master;
using Scheduler = MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Protocol.Tests.Codecs;

/// <summary>Whatever a message holds, both codecs give it back, and JSON says the same as protobuf.</summary>
public sealed class RoundTripTests
{
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

    private static void AssertRoundTrips<T>()
        where T : class, IMessage<T>, new() =>
        Gen.Int.Sample(seed =>
        {
            var message = new RandomMessage(seed).Make<T>();
            var json = Write(MessageCodec.Json, message);
            Assert.Equal(message, MessageCodec.Json.Parse<T>(json));
            Assert.Equal(message, MessageCodec.Protobuf.Parse<T>(Write(MessageCodec.Protobuf, message)));
            Assert.True(Ascii.IsValid(json));
            Assert.DoesNotContain((byte)'\n', json);
        }, iter: Samples);

    private static byte[] Write(MessageCodec codec, IMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        codec.Write(message, output);
        return output.WrittenSpan.ToArray();
    }
}
