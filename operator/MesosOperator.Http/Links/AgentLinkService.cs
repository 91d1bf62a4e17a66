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
    AgentSessions sessions, AgentHolders holders, LinkDoor door, AgentTunnels tunnels, IMaster master, IHostApplicationLifetime lifetime, ILogger<AgentLinkService> logger)
    : AgentLink.AgentLinkBase
{
    public override Task<Authorities> GetAuthorities(AuthoritiesRequest request, ServerCallContext context) => Task.FromResult(door.Admissions.Authorities());

    public override Task<Admitted> Join(JoinRequest request, ServerCallContext context) => door.Admissions.JoinAsync(request, context);

    public override async Task Connect(
        IAsyncStreamReader<AgentMessage> requestStream, IServerStreamWriter<OperatorMessage> responseStream, ServerCallContext context)
    {
        var caller = door.Guard.Admit(context);
        using var session = sessions.Open();
        session.Caller = caller;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, session.Broken, lifetime.ApplicationStopping);
        var sending = SendAsync(session, responseStream, over.Token);
        var receiving = ReceiveAsync(session, requestStream, caller, over.Token);
        try
        {
            await await Task.WhenAny(sending, receiving);
            if (session.Refusal is { } refusal)
                throw refusal;
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

    public override Task Tunnel(IAsyncStreamReader<TunnelPiece> requestStream, IServerStreamWriter<TunnelPiece> responseStream, ServerCallContext context)
    {
        door.Guard.Admit(context);
        return tunnels.ServeAsync(requestStream, responseStream, context.CancellationToken);
    }

    private static async Task SendAsync(AgentSession session, IServerStreamWriter<OperatorMessage> stream, CancellationToken stop)
    {
        await foreach (var message in session.MessagesAsync(stop))
            await stream.WriteAsync(message, stop);
    }

    private async Task ReceiveAsync(AgentSession session, IAsyncStreamReader<AgentMessage> stream, LinkCaller caller, CancellationToken stop)
    {
        var greeted = false;
        await foreach (var message in stream.ReadAllAsync(stop))
        {
            session.Heard();
            if (!greeted)
                await GreetAsync(session, message, caller);
            else if (message.RenewCertificate is { } renewal)
                door.Admissions.Renew(session, renewal);
            else if (message.MessageCase != AgentMessage.MessageOneofCase.Pong)
                await PostAsync(session, message, caller);
            greeted = true;
        }
    }

    /// <summary>Agents that a standby sends elsewhere are not told of: they dial again and again.</summary>
    private async Task GreetAsync(AgentSession session, AgentMessage message, LinkCaller caller)
    {
        await door.Greeter.GreetAsync(session, message, caller);
        LinkLog.Opened(logger, session.Id, caller.Address);
    }

    private async Task PostAsync(AgentSession session, AgentMessage message, LinkCaller caller)
    {
        var (command, problem) = MessageFromLink.Map(message, session.Id, caller.Address);
        if (command is AgentCommand.ReportInfo report)
            door.Guard.HoldToLimits(caller, report.Info);
        await master.PostAsync(command ?? throw LinkProblem.Of(problem ?? ""));
    }

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
        holders.Release(session);
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
