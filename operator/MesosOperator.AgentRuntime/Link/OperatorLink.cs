using Grpc.Core;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Messages;
using Microsoft.Extensions.Logging;
using AgentLinkClient = MesosOperator.Protocol.AgentLink.AgentLink.AgentLinkClient;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>
/// Keeps one connection to whoever leads the operator. Whenever it is lost it dials round by round: one place after the
/// other without a pause, and then again after one. It answers pings itself and drops a connection on which none arrive;
/// everything else it hands to the listener.
/// </summary>
internal sealed class OperatorLink(
    LinkSettings settings, LinkTargets targets, LinkCredentials credentials, LinkListeners listeners, ReconnectDelays delays, TimeProvider time, ILogger log)
{
    private readonly LinkEpochs _epochs = new(settings.Epoch);
    private readonly LinkProblems _problems = new(log);

    /// <summary>Never throws for a connection that fails.</summary>
    /// <param name="leaving">Lets the present connection come to its end, and dials no more.</param>
    /// <param name="stop">Drops the present connection too.</param>
    public async Task RunAsync(CancellationToken leaving, CancellationToken stop)
    {
        using var anyEnd = CancellationTokenSource.CreateLinkedTokenSource(leaving, stop);
        while (!anyEnd.IsCancellationRequested)
        {
            await DialRoundAsync(anyEnd.Token, stop);
            await PauseAsync(anyEnd.Token);
        }
    }

    private async Task DialRoundAsync(CancellationToken anyEnd, CancellationToken stop)
    {
        var problems = new List<string>();
        foreach (var target in await targets.NextRoundAsync(anyEnd))
        {
            if (anyEnd.IsCancellationRequested)
                return;
            var (end, problem) = await ConnectOnceAsync(target, stop);
            if (end is LinkEnd.Served or LinkEnd.Refused)
                return;
            if (end == LinkEnd.Unavailable)
                delays.Hasten();
            problems.Add($"{target}: {problem}");
        }

        if (!anyEnd.IsCancellationRequested)
            _problems.Tell(problems);
    }

    private async Task PauseAsync(CancellationToken stop)
    {
        var delay = delays.Next();
        try
        {
            await Task.Delay(delay, time, stop);
            LinkLog.DiallingAgain(log, delay.TotalSeconds);
        }
        catch (OperationCanceledException)
        {
            LinkLog.NotDialling(log);
        }
    }

    /// <summary>First gets what it needs to show, where that is lacking.</summary>
    private async Task<(LinkEnd End, string Problem)> ConnectOnceAsync(LinkTarget target, CancellationToken stop)
    {
        try
        {
            await credentials.PrepareAsync(target, settings, stop);
        }
        catch (JoinException problem)
        {
            return (LinkEnd.Failed, problem.Message);
        }
        catch (RpcException problem)
        {
            return (IsElsewhere(problem) ? LinkEnd.Unavailable : LinkEnd.Failed, Describe(problem));
        }

        return await TalkAsync(target, stop);
    }

    private async Task<(LinkEnd End, string Problem)> TalkAsync(LinkTarget target, CancellationToken stop)
    {
        var session = new LinkSession(log);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, session.Closed);
        using var channel = LinkChannels.Open(target, credentials.Greeting(target, settings));
        using var call = new AgentLinkClient(channel).Connect(cancellationToken: over.Token);
        await listeners.Link.OpenedAsync(session);
        var sending = session.SendQueuedAsync(call.RequestStream, over.Token);
        var problem = "it ended the connection";
        try
        {
            await ReadAsync(call.ResponseStream, target, session, over.Token);
            if (session.End == LinkEnd.Served)
                LinkLog.Ended(log, target);
        }
        catch (Exception lost) when (lost is RpcException or OperationCanceledException or IOException)
        {
            if (lost is RpcException said && session.End == LinkEnd.Failed)
                session.End = EndOf(said);
            problem = session.DropReason ?? Describe(lost);
            if (session.End == LinkEnd.Served)
                LinkLog.Lost(log, target, problem);
        }

        session.Renewal?.Dispose();
        session.Complete();
        await over.CancelAsync();
        await IgnoreAsync(sending);
        await listeners.Link.ClosedAsync();
        return (session.End, problem);
    }

    private async Task ReadAsync(IAsyncStreamReader<OperatorMessage> stream, LinkTarget target, LinkSession session, CancellationToken over)
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

            if (message.OpenTunnel is { } order)
            {
                listeners.Tunnels.Open(target, order, over);
                continue;
            }

            if (message.Admitted is { } admitted)
            {
                session.Renewal?.Hear(admitted);
                continue;
            }

            if (message.Registered is { } registered && !Follow(registered, target, watch, session))
                continue;
            if (message.Refused is not null)
                session.End = LinkEnd.Refused;
            await listeners.Link.SaidAsync(message);
        }
    }

    /// <summary>Follows a leader of this term or a later one, in its rhythm of pings unless that makes no sense.</summary>
    private bool Follow(OperatorMessage.Types.Registered registered, LinkTarget target, SilenceWatch watch, LinkSession session)
    {
        const double longestSeconds = 24 * 60 * 60;
        var seconds = registered.PingInterval.Nanoseconds / 1e9 * registered.PingMissesAllowed;
        if (seconds is <= 0 or > longestSeconds)
        {
            session.Close($"the operator wants to be missed after {seconds} s");
            return false;
        }

        if (!_epochs.TryFollow(registered.Epoch))
        {
            session.Close($"it leads in term {registered.Epoch}, which is over: this agent knows a leader of term {_epochs.Latest}");
            return false;
        }

        LinkLog.Registered(log, target, registered.AgentId.Value, registered.Epoch);
        watch.Heard(TimeSpan.FromSeconds(seconds));
        session.End = LinkEnd.Served;
        session.Renewal ??= credentials.RenewOn(session);
        targets.Prefer(target);
        _problems.Forget();
        delays.Reset();
        return true;
    }

    private LinkEnd EndOf(RpcException said)
    {
        if (said.StatusCode == StatusCode.Unauthenticated)
            credentials.Reject();
        return IsElsewhere(said) ? LinkEnd.Unavailable : LinkEnd.Failed;
    }

    private static bool IsElsewhere(RpcException said) => said is { StatusCode: StatusCode.Unavailable, Status.DebugException: null };

    private static string Describe(Exception lost) => lost is RpcException { Status: var status }
        ? status.DebugException?.GetBaseException().Message ?? $"{status.StatusCode}, {status.Detail}"
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
