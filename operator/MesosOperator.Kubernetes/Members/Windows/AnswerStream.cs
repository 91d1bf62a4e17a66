namespace MesosOperator.Kubernetes.Members.Windows;

/// <summary>The body of an answer as it comes; the answer is let go with it.</summary>
internal sealed class AnswerStream(HttpResponseMessage answer) : Stream
{
    private Stream? _body;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _body ??= await answer.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            return await _body.ReadAsync(buffer, cancellationToken);
        }
        catch (HttpRequestException lost)
        {
            throw new IOException(lost.Message, lost);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            answer.Dispose();
        base.Dispose(disposing);
    }
}
