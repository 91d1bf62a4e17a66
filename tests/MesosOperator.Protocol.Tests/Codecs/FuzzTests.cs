using System.Buffers;
using System.Text;
using Google.Protobuf;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mapping.Scheduler;
using MesosOperator.Protocol.Messages;
using MesosOperator.Protocol.Tests.Recorded;
using MesosOperator.Protocol.Validation;
using Master = MesosOperator.Protocol.Mesos.V1.Master;
using Scheduler = MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Protocol.Tests.Codecs;

/// <summary>
/// Recorded bodies, damaged at random from fixed seeds: whatever comes in, either a message comes out that can
/// be written again and becomes a command of the core, or the one typed error.
/// </summary>
public sealed class FuzzTests
{
    private const int InputsEach = 30_000;

    [Fact]
    public void Damaged_scheduler_calls_in_JSON() =>
        Fuzz<Scheduler.Call>(MessageCodec.Json, [.. SchedulerCalls()], seed: 1);

    [Fact]
    public void Damaged_scheduler_calls_in_protobuf() =>
        Fuzz<Scheduler.Call>(MessageCodec.Protobuf, [.. SchedulerCalls().Select(InProtobuf<Scheduler.Call>)], seed: 2);

    [Fact]
    public void Damaged_operator_answers_in_JSON() =>
        Fuzz<Master.Response>(MessageCodec.Json, [.. OperatorAnswers()], seed: 3);

    [Fact]
    public void Damaged_operator_answers_in_protobuf() =>
        Fuzz<Master.Response>(MessageCodec.Protobuf, [.. OperatorAnswers().Select(InProtobuf<Master.Response>)], seed: 4);

    private static void Fuzz<T>(MessageCodec codec, byte[][] bodies, int seed)
        where T : class, IMessage<T>, new()
    {
        var damage = new Damage(new Random(seed), bodies);
        var output = new ArrayBufferWriter<byte>();
        var (accepted, refused) = (0, 0);
        for (var i = 0; i < InputsEach; i++)
        {
            var input = damage.Next();
            try
            {
                Use(codec.Parse<T>(input), output);
                accepted++;
            }
            catch (MessageFormatException)
            {
                refused++;
            }
            catch (Exception other)
            {
                Assert.Fail($"{other.GetType().Name} for input {i} of seed {seed}: {Convert.ToBase64String(input)}\n{other}");
            }
        }

        Assert.Equal(InputsEach, accepted + refused);
        Assert.True(accepted > InputsEach / 20 && refused > InputsEach / 20, $"{accepted} accepted, {refused} refused: too one-sided to mean much");
    }

    private static void Use<T>(T message, ArrayBufferWriter<byte> output)
        where T : class, IMessage<T>, new()
    {
        output.ResetWrittenCount();
        MessageCodec.Json.Write(message, output);
        if (message is Scheduler.Call call && SchedulerCallValidator.Validate(call) is null)
        {
            _ = call.Type == Scheduler.Call.Types.Type.Subscribe
                ? (Command)CommandFromWire.Subscribe(call, new StreamId("s"), "p")
                : CommandFromWire.Map(call, new Caller(null, null));
        }
    }

    private static IEnumerable<byte[]> SchedulerCalls() =>
        Capture.Names("0", ".req").Concat(Capture.Names("10", ".req")).Concat(Capture.Names("3", ".req"))
            .Select(Capture.Body)
            .Where(body => body is [(byte)'{', (byte)'"', ..] && !Encoding.UTF8.GetString(body).Contains("\"name\": \"x\"}"));

    private static IEnumerable<byte[]> OperatorAnswers() =>
        Capture.Names("2", ".resp").Where(name => Capture.Status(name) == "200").Select(Capture.Body)
            .Where(body => body is [(byte)'{', ..] && body.Length < 5000);

    private static byte[] InProtobuf<T>(byte[] json)
        where T : class, IMessage<T>, new() => MessageCodec.Json.Parse<T>(json).ToByteArray();
}
