using Google.Protobuf;
using Grpc.Core;
using MesosOperator.Protocol.AgentLink;

namespace MesosOperator.Http.Links;

/// <summary>
/// One tunnel as the bytes of a connection. It keeps one piece at most: whoever reads slowly makes the agent wait, and whoever
/// writes waits for the agent.
/// </summary>
internal sealed class TunnelStream(IAsyncStreamReader<TunnelPiece> from, IServerStreamWriter<TunnelPiece> to, CancellationToken gone) : Stream
{
    private const int LargestPiece = 32 * 1024;

    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReadOnlyMemory<byte> _rest;

    /// <summary>Ends when this end has had enough.</summary>
    public Task Closed => _closed.Task;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;
        while (_rest.IsEmpty)
        {
            if (_closed.Task.IsCompleted || !await NextAsync(cancellationToken))
                return 0;
            _rest = from.Current.Data.Memory;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; !buffer.IsEmpty; buffer = buffer[Math.Min(LargestPiece, buffer.Length)..])
        {
            ObjectDisposedException.ThrowIf(_closed.Task.IsCompleted, this);
            try
            {
                await to.WriteAsync(new TunnelPiece { Data = ByteString.CopyFrom(buffer.Span[..Math.Min(LargestPiece, buffer.Length)]) }, cancellationToken);
            }
            catch (Exception lost) when (lost is InvalidOperationException or OperationCanceledException && gone.IsCancellationRequested)
            {
                throw new IOException("The agent has ended the tunnel", lost);
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A tunnel is read without blocking.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A tunnel is written without blocking.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _closed.TrySetResult();
        base.Dispose(disposing);
    }

    private async Task<bool> NextAsync(CancellationToken stop)
    {
        try
        {
            return await from.MoveNext(stop);
        }
        catch (Exception lost) when (lost is IOException or InvalidOperationException or OperationCanceledException && (gone.IsCancellationRequested || _closed.Task.IsCompleted))
        {
            return false;
        }
    }
}
