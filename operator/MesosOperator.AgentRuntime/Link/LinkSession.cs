using System.Threading.Channels;
using Grpc.Core;
using MesosOperator.Protocol.AgentLink;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>The messages of one connection on their way to the operator.</summary>
internal sealed class LinkSession(ILogger log) : ILinkSession
{
    /// <summary>Room for a burst of every task at once; what does not fit is sent again later by its owner.</summary>
    private const int QueueCapacity = 32_768;

    private readonly Channel<AgentMessage> _queue = Channel.CreateBounded<AgentMessage>(
        new BoundedChannelOptions(QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly CancellationTokenSource _closed = new();
    private volatile bool _isOver;

    /// <summary>Cancelled when this side drops the connection.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Why this side dropped the connection; null while it did not.</summary>
    public string? DropReason { get; private set; }

    /// <summary>What has come of it so far.</summary>
    public LinkEnd End { get; set; }

    /// <summary>Renews the agent's certificate on this connection; null before the agent is registered.</summary>
    public CertificateRenewal? Renewal { get; set; }

    public bool TrySend(AgentMessage message)
    {
        if (_queue.Writer.TryWrite(message))
            return true;
        if (!_isOver)
            LinkLog.NotSent(log, message.MessageCase);
        return false;
    }

    public void Close(string reason)
    {
        DropReason ??= reason;
        Complete();
        _closed.Cancel();
    }

    public void Complete()
    {
        _isOver = true;
        _queue.Writer.TryComplete();
    }

    /// <summary>Sends what is queued until the session is completed or the call is over.</summary>
    public async Task SendQueuedAsync(IClientStreamWriter<AgentMessage> stream, CancellationToken stop)
    {
        await foreach (var message in _queue.Reader.ReadAllAsync(stop))
            await stream.WriteAsync(message, stop);
        await stream.CompleteAsync();
    }
}
