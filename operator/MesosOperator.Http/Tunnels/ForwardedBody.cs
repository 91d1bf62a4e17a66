using System.Net;

namespace MesosOperator.Http.Tunnels;

/// <summary>The body of a request on its way to an agent: each piece leaves at once, since a terminal may be waiting for it.</summary>
internal sealed class ForwardedBody(Stream from) : HttpContent
{
    private const int PieceBytes = 16 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var piece = new byte[PieceBytes];
        for (int read; (read = await from.ReadAsync(piece, cancellationToken)) > 0;)
        {
            await stream.WriteAsync(piece.AsMemory(0, read), cancellationToken);
            await stream.FlushAsync(cancellationToken);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
