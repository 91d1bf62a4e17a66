using System.Buffers;
using System.Buffers.Text;

namespace MesosOperator.Protocol.RecordIO;

/// <summary>
/// Frames one record after the other in one reused buffer: the payload is written into it, then its length
/// is put right before the payload. The whole record is one piece of memory, so it can be written at once
/// and becomes one HTTP chunk, which some clients rely on. Not for use by two threads.
/// </summary>
public sealed class RecordBuffer : IBufferWriter<byte>
{
    /// <summary>A 64-bit number has at most 20 digits; a line feed follows.</summary>
    private const int PrefixLength = 21;

    private const int InitialCapacity = 1024;

    private byte[] _bytes = new byte[InitialCapacity];
    private int _end = PrefixLength;

    /// <summary>Starts a new record; memory of the last one is used again.</summary>
    public void Clear() => _end = PrefixLength;

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - _end);
        _end += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_end);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_end);
    }

    /// <summary>The framed record: length, line feed, payload. Valid until the next <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Complete()
    {
        Span<byte> digits = stackalloc byte[PrefixLength];
        Utf8Formatter.TryFormat(_end - PrefixLength, digits, out var count);
        digits[count++] = (byte)'\n';
        var start = PrefixLength - count;
        digits[..count].CopyTo(_bytes.AsSpan(start));
        return _bytes.AsMemory(start, _end - start);
    }

    private void Reserve(int sizeHint)
    {
        var wanted = Math.Max(sizeHint, 1);
        if (_bytes.Length - _end < wanted)
        {
            Array.Resize(ref _bytes, checked((int)Math.Max((long)_end + wanted, Math.Min(2L * _bytes.Length, Array.MaxLength))));
        }
    }
}
