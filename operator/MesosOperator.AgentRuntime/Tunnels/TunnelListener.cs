using System.IO.Pipelines;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace MesosOperator.AgentRuntime.Tunnels;

/// <summary>Hands tunnels to the server of the agent's endpoints as connections like those of its port, with a mark on them.</summary>
internal sealed class TunnelListener : IConnectionListenerFactory, IConnectionListenerFactorySelector, IConnectionListener
{
    private const int MostWaiting = 64;
    private const int MostBuffered = 64 * 1024;

    private static readonly PipeOptions Bounded = new(
        pauseWriterThreshold: MostBuffered, resumeWriterThreshold: MostBuffered / 2, useSynchronizationContext: false);

    private readonly Channel<ConnectionContext> _arrived = Channel.CreateBounded<ConnectionContext>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.Wait });
    private long _lastId;

    public EndPoint EndPoint { get; } = new TunnelEndPoint();

    /// <summary>The other end of a new connection; null when too many wait to be served.</summary>
    public TunnelConnection? Connect()
    {
        var (toServer, fromServer) = (new Pipe(Bounded), new Pipe(Bounded));
        var connection = new TunnelContext(
            $"tunnel-{Interlocked.Increment(ref _lastId)}", new Duplex(toServer.Reader, fromServer.Writer), new Duplex(fromServer.Reader, toServer.Writer));
        connection.Features.Set(ThroughOperator.Mark);
        return _arrived.Writer.TryWrite(connection) ? new TunnelConnection(connection) : null;
    }

    public bool CanBind(EndPoint endpoint) => endpoint is TunnelEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => ValueTask.FromResult<IConnectionListener>(this);

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _arrived.Reader.WaitToReadAsync(cancellationToken) && _arrived.Reader.TryRead(out var connection) ? connection : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => DisposeAsync();

    public ValueTask DisposeAsync()
    {
        _arrived.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
