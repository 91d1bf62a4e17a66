using System.Net;
using MesosOperator.AgentRuntime.Agents;
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
    private static readonly string[] ExecutorPaths = ["/api/v1/executor", "/slave(1)/api/v1/executor"];

    private readonly WebApplication _server;
    private readonly ExecutorEndpoint _executors;
    private readonly ILogger _log;

    private AgentServer(WebApplication server, ExecutorEndpoint executors, ILogger log) => (_server, _executors, _log) = (server, executors, log);

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; private set; } = new(IPAddress.None, 0);

    /// <param name="address">Where to listen; port 0 means any.</param>
    /// <param name="mailbox">Where calls of executors go.</param>
    /// <param name="time">Clock of the heartbeats.</param>
    /// <param name="log">Gets faults too.</param>
    /// <exception cref="IOException">Somebody else listens there.</exception>
    public static async Task<AgentServer> StartAsync(IPEndPoint address, AgentMailbox mailbox, TimeProvider time, ILogger log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MessageLimits.Default.MaxBytes;
            kestrel.Listen(address);
        });
        var agent = new AgentServer(builder.Build(), new ExecutorEndpoint(mailbox, time, log), log);
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
            if (ExecutorPaths.Contains(context.Request.Path.Value, StringComparer.Ordinal))
                await _executors.HandleAsync(context);
            else
                await PlainAnswer.NotFound.WriteAsync(context);
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
