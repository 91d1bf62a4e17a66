using System.IO.Pipelines;
using Google.Protobuf;
using Grpc.Core;
using MesosOperator.AgentRuntime.Link;
using MesosOperator.Protocol.AgentLink;
using Microsoft.Extensions.Logging;
using AgentLinkClient = MesosOperator.Protocol.AgentLink.AgentLink.AgentLinkClient;

namespace MesosOperator.AgentRuntime.Tunnels;

/// <summary>
/// Dials tunnels. Each has a connection to the operator of its own: one whose reader is slow then holds up neither the link nor
/// another tunnel, and no more of it is kept here than the buffers of one connection.
/// </summary>
internal sealed class TunnelDialler(LinkSettings settings, LinkCredentials credentials, TunnelListener listener, ILogger log) : ITunnelOpener
{
    /// <summary>More than an operator asks for.</summary>
    private const int MostAtOnce = 64;

    private const int LargestPiece = 32 * 1024;

    private int _open;

    public void Open(LinkTarget target, OperatorMessage.Types.OpenTunnel order, CancellationToken linkIsOver) =>
        _ = Task.Run(() => RunAsync(target, order.Id, linkIsOver), CancellationToken.None);

    private async Task RunAsync(LinkTarget target, ByteString id, CancellationToken stop)
    {
        try
        {
            if (Interlocked.Increment(ref _open) > MostAtOnce)
                TunnelLog.TooMany(log, MostAtOnce);
            else if (listener.Connect() is { } connection)
                await ServeAsync(target, id, connection, stop);
        }
        catch (Exception ended) when (ended is RpcException or OperationCanceledException or IOException or InvalidOperationException)
        {
            TunnelLog.Ended(log, ended.Message);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task ServeAsync(LinkTarget target, ByteString id, TunnelConnection connection, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var channel = LinkChannels.Open(target, credentials.Greeting(target, settings));
        using var call = new AgentLinkClient(channel).Tunnel(cancellationToken: over.Token);
        try
        {
            await call.RequestStream.WriteAsync(new TunnelPiece { Id = id }, over.Token);
            var said = SendAsync(connection.Input, call.RequestStream, over.Token);
            var heard = ReceiveAsync(call.ResponseStream, connection.Output, over.Token);
            await await Task.WhenAny(said, heard);
            await over.CancelAsync();
            await Task.WhenAll(said, heard);
        }
        finally
        {
            connection.End();
        }
    }

    private static async Task SendAsync(PipeReader from, IClientStreamWriter<TunnelPiece> to, CancellationToken stop)
    {
        while (await from.ReadAsync(stop) is { } read && !(read.IsCompleted && read.Buffer.IsEmpty))
        {
            foreach (var memory in read.Buffer)
                for (var at = 0; at < memory.Length; at += LargestPiece)
                    await to.WriteAsync(
                        new TunnelPiece { Data = UnsafeByteOperations.UnsafeWrap(memory.Slice(at, Math.Min(LargestPiece, memory.Length - at))) }, stop);
            from.AdvanceTo(read.Buffer.End);
        }

        await to.CompleteAsync();
    }

    private static async Task ReceiveAsync(IAsyncStreamReader<TunnelPiece> from, PipeWriter to, CancellationToken stop)
    {
        await foreach (var piece in from.ReadAllAsync(stop))
            if ((await to.WriteAsync(piece.Data.Memory, stop)).IsCompleted)
                return;
    }
}
