using System.Buffers;

namespace MesosOperator.Kubernetes.Api;

/// <summary>Reads lines of bytes from a stream. A line stays valid until the next is read.</summary>
internal sealed class LineReader(Stream stream, int bytesMax) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _start;
    private int _end;

    /// <summary>The next line without its end, or null at the end of the stream, where an unfinished line is dropped.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken stop)
    {
        var searched = _start;
        while (true)
        {
            var length = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = _buffer.AsMemory(_start, searched + length - _start);
                _start = searched + length + 1;
                return line;
            }
            var pending = _end - _start;
            MakeRoom(pending);
            searched = pending;
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), stop);
            if (read == 0)
                return null;
            _end += read;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = _end = 0;
    }

    private void MakeRoom(int pending)
    {
        if (pending > bytesMax)
            throw new IOException($"A line is longer than {bytesMax} bytes.");
        var target = _buffer;
        if (pending > _buffer.Length / 2)
            target = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(_start, pending).CopyTo(target);
        if (target != _buffer)
            ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _start, _end) = (target, 0, pending);
    }
}
