using System.Buffers;
using System.Text;
using CsCheck;
using MesosOperator.Protocol.RecordIO;

namespace MesosOperator.Protocol.Tests.RecordIO;

public sealed class RecordWritingTests
{
    [Fact]
    public void A_record_is_its_length_a_line_feed_and_its_bytes()
    {
        var output = new ArrayBufferWriter<byte>();

        RecordWriter.Write(output, "hello world"u8);
        RecordWriter.Write(output, "x"u8);

        Assert.Equal("11\nhello world1\nx", Encoding.ASCII.GetString(output.WrittenSpan));
    }

    [Fact]
    public void One_buffer_frames_one_record_after_the_other()
    {
        var buffer = new RecordBuffer();
        foreach (var payload in new[] { "first", "", "a longer one" })
        {
            buffer.Clear();
            buffer.Write(Encoding.ASCII.GetBytes(payload));
            Assert.Equal($"{payload.Length}\n{payload}", Encoding.ASCII.GetString(buffer.Complete().Span));
        }
    }

    [Fact]
    public void More_than_was_asked_for_cannot_be_advanced()
    {
        var buffer = new RecordBuffer();
        var space = buffer.GetSpan().Length;

        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(space + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
    }

    [Fact]
    public void Both_writers_write_what_the_reader_reads() =>
        Gen.Byte.Array[0, 5000].Array[0, 5].Sample(payloads =>
        {
            var buffer = new RecordBuffer();
            var written = new ArrayBufferWriter<byte>();
            var framed = new MemoryStream();
            foreach (var payload in payloads)
            {
                RecordWriter.Write(written, payload);
                buffer.Clear();
                buffer.Write(payload);
                framed.Write(buffer.Complete().Span);
            }

            Assert.Equal(framed.ToArray(), written.WrittenSpan.ToArray());
            var rest = new ReadOnlySequence<byte>(written.WrittenMemory);
            foreach (var payload in payloads)
            {
                Assert.True(new RecordReader().TryRead(ref rest, out var record));
                Assert.Equal(payload, record.ToArray());
            }

            return rest.IsEmpty;
        }, iter: 200);
}
