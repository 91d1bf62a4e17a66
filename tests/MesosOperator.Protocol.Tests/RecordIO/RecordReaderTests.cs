using System.Buffers;
using System.Text;
using MesosOperator.Protocol.RecordIO;

namespace MesosOperator.Protocol.Tests.RecordIO;

public sealed class RecordReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Records_are_found_wherever_the_stream_was_cut(int readSize)
    {
        await using var stream = new CutStream("5\nhello0\n11\nhello world"u8.ToArray(), readSize);

        Assert.Equal(["hello", "", "hello world"], await ReadAsync(stream));
    }

    [Fact]
    public void A_record_that_is_not_all_there_stays_in_the_buffer()
    {
        var buffer = new ReadOnlySequence<byte>("5\nhell"u8.ToArray());

        Assert.False(new RecordReader().TryRead(ref buffer, out _));
        Assert.Equal(6, buffer.Length);
    }

    [Theory]
    [InlineData("\n", RecordFault.LengthNotDecimal)]
    [InlineData(" 5\nhello", RecordFault.LengthNotDecimal)]
    [InlineData("5\r\nhello", RecordFault.LengthNotDecimal)]
    [InlineData("-5\nhello", RecordFault.LengthNotDecimal)]
    [InlineData("HTTP/1.1", RecordFault.LengthNotDecimal)]
    [InlineData("000000000000000000005\nhello", RecordFault.LengthOutOfRange)]
    [InlineData("101\n", RecordFault.TooLarge)]
    [InlineData("99999999999999999999\n", RecordFault.TooLarge)]
    [InlineData("5\nhell", RecordFault.Truncated)]
    [InlineData("5", RecordFault.Truncated)]
    public async Task Bytes_that_are_no_records_are_named(string bytes, RecordFault fault)
    {
        await using var stream = new CutStream(Encoding.ASCII.GetBytes(bytes), 3);

        var error = await Assert.ThrowsAsync<RecordFormatException>(() => ReadAsync(stream));

        Assert.Equal(fault, error.Fault);
    }

    [Fact]
    public async Task Records_before_a_fault_are_still_told()
    {
        await using var stream = new CutStream("2\nok!"u8.ToArray(), 100);
        var records = new List<string>();

        await Assert.ThrowsAsync<RecordFormatException>(async () =>
        {
            await foreach (var record in new RecordReader().ReadAllAsync(stream, TestContext.Current.CancellationToken))
            {
                records.Add(Encoding.ASCII.GetString(record.Span));
            }
        });

        Assert.Equal(["ok"], records);
    }

    private static async Task<List<string>> ReadAsync(Stream stream)
    {
        var records = new List<string>();
        await foreach (var record in new RecordReader(maxRecordBytes: 100).ReadAllAsync(stream, TestContext.Current.CancellationToken))
        {
            records.Add(Encoding.ASCII.GetString(record.Span));
        }

        return records;
    }

    /// <summary>Gives no more than some bytes at a time, as a network does.</summary>
    private sealed class CutStream(byte[] bytes, int readSize) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(readSize, buffer.Length)], cancellationToken);
    }
}
