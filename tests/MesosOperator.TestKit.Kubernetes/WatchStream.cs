using System.Net;

namespace MesosOperator.TestKit.Kubernetes;

/// <summary>The body of a watch: what was written and not yet read, then an end or a broken connection.</summary>
internal sealed class WatchStream : Stream
{
    private readonly Queue<byte[]> _chunks = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource? _arrived;
    private int _offset;
    private bool _ended;
    private Exception? _broken;

    public bool IsOver { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Append(byte[] chunk) => Change(() => _chunks.Enqueue(chunk));

    public void End() => Change(() => _ended = true);

    public void Break() => Change(() => _broken = new HttpIOException(HttpRequestError.ResponseEnded, "The connection broke."));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = cancellationToken.Register(() => arrived.TrySetCanceled(cancellationToken));
            lock (_gate)
            {
                if (_chunks.TryPeek(out var chunk))
                    return Take(chunk, buffer.Span);
                if (_broken is not null)
                    throw _broken;
                if (_ended)
                    return 0;
                _arrived = arrived;
            }
            await arrived.Task;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsOver = true;
        base.Dispose(disposing);
    }

    private int Take(byte[] chunk, Span<byte> target)
    {
        var count = Math.Min(target.Length, chunk.Length - _offset);
        chunk.AsSpan(_offset, count).CopyTo(target);
        _offset += count;
        if (_offset == chunk.Length)
        {
            _chunks.Dequeue();
            _offset = 0;
        }
        return count;
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            _arrived?.TrySetResult();
        }
    }

    /// <summary>The stream as the content of an answer.</summary>
    internal sealed class Content : HttpContent
    {
        private readonly WatchStream _stream;

        public Content(WatchStream stream)
        {
            _stream = stream;
            Headers.ContentType = new("application/json");
        }

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(_stream);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            _stream.Dispose();
            base.Dispose(disposing);
        }
    }
}
