using Grpc.Core;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mapping.Links;
using MesosOperator.Runtime.Loop;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Links;

/// <summary>The operator's side of the agent link: each call is a link. It reads only as fast as the master takes commands.</summary>
internal sealed class AgentLinkService(
    AgentSessions sessions, AgentGreeter greeter, AgentTunnels tunnels, IMaster master, IHostApplicationLifetime lifetime, ILogger<AgentLinkService> logger)
    : AgentLink.AgentLinkBase
{
    public override async Task Connect(
        IAsyncStreamReader<AgentMessage> requestStream, IServerStreamWriter<OperatorMessage> responseStream, ServerCallContext context)
    {
        using var session = sessions.Open();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, session.Broken, lifetime.ApplicationStopping);
        var peer = PeerOf(context);
        var sending = SendAsync(session, responseStream, over.Token);
        var receiving = ReceiveAsync(session, requestStream, peer, over.Token);
        try
        {
            await await Task.WhenAny(sending, receiving);
            LogEnd(session);
        }
        catch (Exception lost) when (lost is OperationCanceledException or IOException)
        {
            LogEnd(session);
        }
        finally
        {
            over.Cancel();
            await CloseAsync(session, sending, receiving);
        }
    }

    public override Task Tunnel(IAsyncStreamReader<TunnelPiece> requestStream, IServerStreamWriter<TunnelPiece> responseStream, ServerCallContext context) =>
        tunnels.ServeAsync(requestStream, responseStream, context.CancellationToken);

    private static async Task SendAsync(AgentSession session, IServerStreamWriter<OperatorMessage> stream, CancellationToken stop)
    {
        await foreach (var message in session.MessagesAsync(stop))
            await stream.WriteAsync(message, stop);
    }

    private async Task ReceiveAsync(AgentSession session, IAsyncStreamReader<AgentMessage> stream, string peer, CancellationToken stop)
    {
        var greeted = false;
        await foreach (var message in stream.ReadAllAsync(stop))
        {
            session.Heard();
            if (!greeted)
                await GreetAsync(session, message, peer);
            else if (message.MessageCase != AgentMessage.MessageOneofCase.Pong)
                await PostAsync(session, message, peer);
            greeted = true;
        }
    }

    /// <summary>Agents that a standby sends elsewhere are not told of: they dial again and again.</summary>
    private async Task GreetAsync(AgentSession session, AgentMessage message, string peer)
    {
        await greeter.GreetAsync(session, message, peer);
        LinkLog.Opened(logger, session.Id, peer);
    }

    private async Task PostAsync(AgentSession session, AgentMessage message, string peer)
    {
        var (command, problem) = MessageFromLink.Map(message, session.Id, peer);
        await master.PostAsync(command ?? throw LinkProblem.Of(problem ?? ""));
    }

    private static string PeerOf(ServerCallContext context) => context.GetHttpContext().Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>
    /// Tells the master that the link is lost, unless the operator itself stops: the agent did not go away then. Only
    /// afterwards may the agent's next link register.
    /// </summary>
    private async Task CloseAsync(AgentSession session, params Task[] halves)
    {
        await Task.WhenAll(halves).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!lifetime.ApplicationStopping.IsCancellationRequested)
            await master.PostAsync(new AgentCommand.LoseLink(session.Id));
        sessions.Close(session);
        session.Finish();
    }

    private void LogEnd(AgentSession session)
    {
        if (session.DropReason is { } reason)
            LinkLog.Dropped(logger, session.Id, session.AgentId, reason);
        else
            LinkLog.Ended(logger, session.Id, session.AgentId);
    }
}
