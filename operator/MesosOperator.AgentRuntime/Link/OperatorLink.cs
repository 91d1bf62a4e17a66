using Grpc.Core;
using Grpc.Net.Client;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Messages;
using Microsoft.Extensions.Logging;
using AgentLinkClient = MesosOperator.Protocol.AgentLink.AgentLink.AgentLinkClient;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>
/// Keeps one connection to the operator, and dials again whenever it is lost. It answers pings itself and drops a
/// connection on which none arrive; everything else it hands to the listener.
/// </summary>
internal sealed class OperatorLink(
    LinkSettings settings, ILinkListener listener, ReconnectDelays delays, TimeProvider time, ILogger log)
{
    /// <summary>Never throws for a connection that fails.</summary>
    /// <param name="leaving">Lets the present connection come to its end, and dials no more.</param>
    /// <param name="stop">Drops the present connection too.</param>
    public async Task RunAsync(CancellationToken leaving, CancellationToken stop)
    {
        using var channel = LinkChannels.Open(settings);
        using var anyEnd = CancellationTokenSource.CreateLinkedTokenSource(leaving, stop);
        while (!anyEnd.IsCancellationRequested)
        {
            await ConnectOnceAsync(channel, stop);
            await PauseAsync(anyEnd.Token);
        }
    }

    private async Task PauseAsync(CancellationToken stop)
    {
        var delay = delays.Next();
        try
        {
            await Task.Delay(delay, time, stop);
            LinkLog.DiallingAgain(log, settings.Operator, delay.TotalSeconds);
        }
        catch (OperationCanceledException)
        {
            LinkLog.NotDialling(log, settings.Operator);
        }
    }

    private async Task ConnectOnceAsync(GrpcChannel channel, CancellationToken stop)
    {
        var session = new LinkSession(log);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, session.Closed);
        using var call = new AgentLinkClient(channel).Connect(cancellationToken: over.Token);
        await listener.OpenedAsync(session);
        var sending = session.SendQueuedAsync(call.RequestStream, over.Token);
        try
        {
            await ReadAsync(call.ResponseStream, session, over.Token);
            LinkLog.Ended(log);
        }
        catch (Exception lost) when (lost is RpcException or OperationCanceledException or IOException)
        {
            LinkLog.Lost(log, settings.Operator, Describe(lost));
        }

        session.Complete();
        await over.CancelAsync();
        await IgnoreAsync(sending);
        await listener.ClosedAsync();
    }

    private async Task ReadAsync(IAsyncStreamReader<OperatorMessage> stream, LinkSession session, CancellationToken over)
    {
        using var watch = new SilenceWatch(time, settings.RegistrationLimit, () => session.Close("the operator is silent"));
        await foreach (var message in stream.ReadAllAsync(over))
        {
            var missing = MessageCompleteness.MissingFields(message);
            if (missing.Count > 0)
            {
                LinkLog.Incomplete(log, message.MessageCase, missing[0]);
                continue;
            }

            if (message.Ping is { } ping)
            {
                watch.Heard();
                session.TrySend(new AgentMessage { Pong = new AgentMessage.Types.Pong { Sequence = ping.Sequence } });
                continue;
            }

            if (message.Registered is { } registered && !Follow(registered, watch, session))
                continue;
            await listener.SaidAsync(message);
        }
    }

    /// <summary>Takes over the operator's rhythm of pings, unless it makes no sense.</summary>
    private bool Follow(OperatorMessage.Types.Registered registered, SilenceWatch watch, LinkSession session)
    {
        const double longestSeconds = 24 * 60 * 60;
        var seconds = registered.PingInterval.Nanoseconds / 1e9 * registered.PingMissesAllowed;
        if (seconds is <= 0 or > longestSeconds)
        {
            session.Close($"the operator wants to be missed after {seconds} s");
            return false;
        }

        LinkLog.Registered(log, settings.Operator, registered.AgentId.Value);
        watch.Heard(TimeSpan.FromSeconds(seconds));
        delays.Reset();
        return true;
    }

    private static string Describe(Exception lost) => lost is RpcException { Status: var status }
        ? $"{status.StatusCode}, {status.DebugException?.Message ?? status.Detail}"
        : lost.Message;

    /// <summary>The reading side has told why the call ended; the sending side only repeats it.</summary>
    private static async Task IgnoreAsync(Task sending)
    {
        try
        {
            await sending;
        }
        catch (Exception ended) when (ended is RpcException or OperationCanceledException or IOException or InvalidOperationException)
        {
        }
    }
}
