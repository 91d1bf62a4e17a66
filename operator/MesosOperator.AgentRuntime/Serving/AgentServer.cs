using System.Net;
using MesosOperator.AgentRuntime.Access;
using MesosOperator.AgentRuntime.Answers;
using MesosOperator.AgentRuntime.Tunnels;
using MesosOperator.Protocol.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Serving;

/// <summary>The agent's own endpoints, as a Mesos agent has them.</summary>
internal sealed class AgentServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly AgentDoors _doors;
    private readonly DoorKey _key;
    private readonly ILogger _log;

    private AgentServer(WebApplication server, AgentDoors doors, DoorKey key, ILogger log) => (_server, _doors, _key, _log) = (server, doors, key, log);

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; private set; } = new(IPAddress.None, 0);

    /// <param name="address">Where to listen; port 0 means any.</param>
    /// <param name="inner">Where the operator comes in.</param>
    /// <param name="doors">What it serves.</param>
    /// <param name="key">Who may come in.</param>
    /// <param name="log">Gets faults too.</param>
    /// <exception cref="IOException">Somebody else listens there.</exception>
    public static async Task<AgentServer> StartAsync(IPEndPoint address, TunnelListener inner, AgentDoors doors, DoorKey key, ILogger log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MessageLimits.Default.MaxBytes;
            kestrel.Listen(address);
            kestrel.Listen(inner.EndPoint);
        });
        builder.Services.AddSingleton<IConnectionListenerFactory>(inner); // beside that of Kestrel, which stays away where it finds another before it
        var agent = new AgentServer(builder.Build(), doors, key, log);
        agent._server.Run(agent.HandleAsync);
        try
        {
            await agent._server.StartAsync();
        }
        catch
        {
            await agent._server.DisposeAsync();
            throw;
        }

        agent.Endpoint = new IPEndPoint(address.Address, PortOf(agent._server.Urls));
        ServingLog.Listening(log, agent.Endpoint.ToString());
        return agent;
    }

    /// <summary>Breaks what connections there are.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
    }

    private static int PortOf(IEnumerable<string> urls) =>
        urls.Select(url => Uri.TryCreate(url, UriKind.Absolute, out var place) ? place : null).First(place => place is { HostNameType: not UriHostNameType.Dns })!.Port;

    private static void LetTakeItsTime(HttpContext context)
    {
        context.Features.Get<IHttpMinResponseDataRateFeature>()?.MinDataRate = null;
        context.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = null;
    }

    private PlainAnswer? Refuse(HttpContext context, Door door)
    {
        if (door.Needs is not { } needed)
            return null;
        var (rights, refusal) = _key.Check(context);
        CallerRights.Set(context, rights);
        return refusal ?? CallerRights.Refuse(context, needed);
    }

    private async Task HandleAsync(HttpContext context)
    {
        // Who reads slowly holds up nobody else: what a tunnel may keep waiting is bounded.
        if (context.Features.Get<ThroughOperator>() is not null)
            LetTakeItsTime(context);
        try
        {
            if (_doors.Find(context.Request.Path) is not { } door)
                await PlainAnswer.NotFound.WriteAsync(context);
            else if (Refuse(context, door) is { } refusal)
                await refusal.WriteAsync(context);
            else
                await door.Serve(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
        catch (Exception fault)
        {
            ServingLog.Fault(_log, fault);
            context.Abort();
        }
    }
}
