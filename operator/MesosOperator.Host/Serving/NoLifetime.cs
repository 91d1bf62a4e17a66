using Microsoft.Extensions.Hosting;

namespace MesosOperator.Host.Serving;

/// <summary>The host does not look for signals: <see cref="StopSignals"/> does, so that agent and operator stop in order.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
