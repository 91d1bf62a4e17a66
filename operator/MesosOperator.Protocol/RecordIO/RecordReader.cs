using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace MesosOperator.Protocol.RecordIO;

/// <summary>
/// Takes records out of a stream of bytes. Where the bytes were cut (HTTP chunks, reads) means nothing.
/// </summary>
/// <param name="maxRecordBytes">The largest payload that is accepted.</param>
public sealed class RecordReader(int maxRecordBytes = RecordReader.DefaultMaxRecordBytes)
{
    /// <summary>64 MiB.</summary>
    public const int DefaultMaxRecordBytes = 64 * 1024 * 1024;

    private const int MaxDigits = 20;

    /// <summary>
    /// Takes the first whole record off the front of <paramref name="buffer"/>; false when it is not all there yet.
    /// </summary>
    /// <exception cref="RecordFormatException">The front of the buffer is no record, or too large a one.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> record)
    {
        record = default;
        var reader = new SequenceReader<byte>(buffer);
        if (!TryReadLength(ref reader, out var length) || reader.Remaining < length)
        {
            return false;
        }

        record = buffer.Slice(reader.Position, length);
        buffer = buffer.Slice(record.End);
        return true;
    }

    /// <summary>All records of <paramref name="source"/> until it ends.</summary>
    /// <exception cref="RecordFormatException">The stream is not RecordIO, or ends inside a record.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAllAsync(
        Stream source, [EnumeratorCancellation] CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var pipe = PipeReader.Create(source, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            while (true)
            {
                var read = await pipe.ReadAsync(stop);
                var buffer = read.Buffer;
                while (TryRead(ref buffer, out var record))
                {
                    yield return record.ToArray();
                }

                if (read.IsCompleted)
                {
                    RequireNothingLeft(buffer);
                    yield break;
                }

                pipe.AdvanceTo(buffer.Start, buffer.End);
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    private static void RequireNothingLeft(ReadOnlySequence<byte> buffer)
    {
        if (!buffer.IsEmpty)
        {
            throw new RecordFormatException(
                RecordFault.Truncated, $"The stream ended inside a record, {buffer.Length} bytes after its start");
        }
    }

    private bool TryReadLength(ref SequenceReader<byte> reader, out long length)
    {
        length = 0;
        for (var digits = 0; reader.TryRead(out var b); digits++)
        {
            if (b == (byte)'\n' && digits > 0)
            {
                return true;
            }

            if (b is < (byte)'0' or > (byte)'9')
            {
                throw new RecordFormatException(
                    RecordFault.LengthNotDecimal, $"Byte 0x{b:x2} in the length of a record, where only digits may be");
            }

            if (digits == MaxDigits)
            {
                throw new RecordFormatException(
                    RecordFault.LengthOutOfRange, $"The length of a record has more than {MaxDigits} digits");
            }

            length = (length * 10) + (b - '0');
            if (length > maxRecordBytes)
            {
                throw new RecordFormatException(
                    RecordFault.TooLarge, $"A record is larger than the {maxRecordBytes} bytes that are accepted");
            }
        }

        return false;
    }
}
