using Microsoft.Extensions.Hosting;

namespace MesosOperator.AgentRuntime.Serving;

/// <summary>The server begins and ends with its agent, whatever signals this process gets.</summary>
internal sealed class HostedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
