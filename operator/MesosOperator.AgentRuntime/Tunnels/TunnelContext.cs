using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace MesosOperator.AgentRuntime.Tunnels;

/// <summary>
/// The server's end of a tunnel. Unlike its base it may be aborted when the server has let go of it already: the base then
/// cancels what it has disposed, on a thread where nobody catches that.
/// </summary>
internal sealed class TunnelContext : DefaultConnectionContext
{
    private readonly CancellationTokenSource _closed = new();

    public TunnelContext(string id, IDuplexPipe transport, IDuplexPipe application) : base(id, transport, application) => ConnectionClosed = _closed.Token;

    public override void Abort(ConnectionAbortedException abortReason) => _ = _closed.CancelAsync();
}
