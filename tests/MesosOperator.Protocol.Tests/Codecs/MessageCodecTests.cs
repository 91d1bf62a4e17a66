using System.Buffers;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Protocol.Messages;

namespace MesosOperator.Protocol.Tests.Codecs;

public sealed class MessageCodecTests
{
    public static TheoryData<string> MediaTypeNames => [MediaTypes.Json, MediaTypes.Protobuf];

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/x-protobuf", true)]
    [InlineData("application/json; charset=utf-8", false)]
    [InlineData("Application/Json", false)]
    [InlineData("application/protobuf", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_the_two_exact_media_types_have_a_codec(string? contentType, bool isKnown) =>
        Assert.Equal(isKnown ? contentType : null, MessageCodec.ForContentType(contentType)?.MediaType);

    [Theory, MemberData(nameof(MediaTypeNames))]
    public void A_body_may_come_in_pieces(string mediaType)
    {
        var codec = MessageCodec.ForContentType(mediaType)!;
        var output = new ArrayBufferWriter<byte>();
        codec.Write(new Call { FrameworkId = new FrameworkID { Value = "f" }, Type = Call.Types.Type.Revive }, output);
        for (var cut = 0; cut <= output.WrittenCount; cut++)
        {
            var call = codec.Parse<Call>(Pieces(output.WrittenMemory[..cut], output.WrittenMemory[cut..]));
            Assert.Equal("f", call.FrameworkId.Value);
        }
    }

    [Theory, MemberData(nameof(MediaTypeNames))]
    public void A_body_that_is_too_large_is_refused(string mediaType)
    {
        var body = new ReadOnlySequence<byte>(new byte[11]);

        var error = Assert.Throws<MessageFormatException>(
            () => MessageCodec.ForContentType(mediaType)!.Parse<Call>(body, new MessageLimits(10, 100)));

        Assert.Equal(MessageFault.TooLarge, error.Fault);
    }

    [Fact]
    public void Protobuf_without_a_required_field_is_refused()
    {
        // Field 1 (framework_id) of length 0.
        var error = Assert.Throws<MessageFormatException>(() => MessageCodec.Protobuf.Parse<Call>(new byte[] { 0x0a, 0x00 }));

        Assert.Equal(MessageFault.MissingField, error.Fault);
        Assert.Equal("Failed to parse body into Call protobuf: Missing required fields: framework_id.value", error.Message);
    }

    [Fact]
    public void Protobuf_nested_too_deep_is_refused()
    {
        var container = new ContainerID { Value = "c" };
        for (var i = 0; i < 200; i++)
        {
            container = new ContainerID { Value = "c", Parent = container };
        }

        var output = new ArrayBufferWriter<byte>();
        MessageCodec.Protobuf.Write(container, output);

        var error = Assert.Throws<MessageFormatException>(() => MessageCodec.Protobuf.Parse<ContainerID>(output.WrittenMemory));

        Assert.Equal("Failed to parse body into ContainerID protobuf", error.Message);
    }

    [Fact]
    public void Unknown_protobuf_fields_are_ignored()
    {
        // Field 1000, a varint, then type = SUPPRESS.
        var call = MessageCodec.Protobuf.Parse<Call>(new byte[] { 0xc0, 0x3e, 0x07, 0x10, 0x0c });

        Assert.Equal(Call.Types.Type.Suppress, call.Type);
    }

    private static ReadOnlySequence<byte> Pieces(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        var start = new Piece(first, 0);
        var end = new Piece(second, first.Length);
        start.Append(end);
        return new ReadOnlySequence<byte>(start, 0, end, second.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long index) => (Memory, RunningIndex) = (memory, index);

        public void Append(Piece next) => Next = next;
    }
}
