using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Answers;

/// <summary>
/// The body of an answer of any size in bounded memory: a short one is sent with its length, a long one in pieces while it
/// is written. It is compressed for clients that ask for it, as in Mesos from 1 KiB on.
/// </summary>
internal sealed class AnswerBody(HttpContext context, string mediaType) : IBufferWriter<byte>, IDisposable
{
    private const int PieceBytes = 64 * 1024;
    private const int LeastToCompress = 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(PieceBytes);
    private int _written;
    private Stream? _begun;

    /// <summary>Whether there is enough for a piece.</summary>
    public bool IsPiece => _written >= PieceBytes;

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 256));
        return _buffer.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Sends what was written, and waits until the client has taken most of it; others have their turn, however long the answer.</summary>
    public async ValueTask SendAsync()
    {
        await SendWrittenAsync();
        await Task.Yield();
    }

    /// <summary>Sends the rest.</summary>
    public async ValueTask CompleteAsync()
    {
        if (_begun is null && !(_written >= LeastToCompress && IsCompressionWanted))
            context.Response.ContentLength = _written;
        await SendWrittenAsync();
        if (_begun is GZipStream compressed)
            await compressed.DisposeAsync();
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private bool IsCompressionWanted => context.Request.Headers.AcceptEncoding.ToString()
        .Split(',', StringSplitOptions.TrimEntries)
        .Any(coding => coding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || (coding.StartsWith("gzip;", StringComparison.OrdinalIgnoreCase) && !IsRefused(coding)));

    private static bool IsRefused(string coding) => coding.Replace(" ", "", StringComparison.Ordinal).TrimEnd('0', '.').EndsWith(";q=", StringComparison.OrdinalIgnoreCase);

    private async ValueTask SendWrittenAsync()
    {
        _begun ??= Begin();
        await _begun.WriteAsync(_buffer.AsMemory(0, _written), context.RequestAborted);
        _written = 0;
    }

    private Stream Begin()
    {
        context.Response.ContentType = mediaType;
        if (context.Response.ContentLength is not null || !IsCompressionWanted)
            return context.Response.Body;
        context.Response.Headers.ContentEncoding = "gzip";
        return new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _written >= bytes)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _written + bytes));
        _buffer.AsSpan(0, _written).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
