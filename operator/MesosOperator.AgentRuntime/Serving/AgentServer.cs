using System.Net;
using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Answers;
using MesosOperator.Protocol.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
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
    /// <param name="doors">What it serves.</param>
    /// <param name="key">Who may come in.</param>
    /// <param name="log">Gets faults too.</param>
    /// <exception cref="IOException">Somebody else listens there.</exception>
    public static async Task<AgentServer> StartAsync(IPEndPoint address, AgentDoors doors, DoorKey key, ILogger log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MessageLimits.Default.MaxBytes;
            kestrel.Listen(address);
        });
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

        agent.Endpoint = new IPEndPoint(address.Address, new Uri(agent._server.Urls.Single()).Port);
        ServingLog.Listening(log, agent.Endpoint.ToString());
        return agent;
    }

    /// <summary>Breaks what connections there are.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        try
        {
            if (_doors.Find(context.Request.Path) is not { } door)
                await PlainAnswer.NotFound.WriteAsync(context);
            else if (!door.IsOpen && _key.Refuse(context) is { } refusal)
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
