using Microsoft.Extensions.Hosting;

namespace MesosOperator.Embedded.Hosting;

/// <summary>Signals are the business of the program around this server.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
