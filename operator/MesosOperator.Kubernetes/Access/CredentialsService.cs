using Microsoft.Extensions.Hosting;

namespace MesosOperator.Kubernetes.Access;

/// <summary>
/// Keeps the credentials known for as long as the program runs, whether it leads or not. No background service of the
/// library: that one starts on the thread pool.
/// </summary>
internal sealed class CredentialsService(SecretCredentials credentials) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = credentials.RunAsync(_stop.Token);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Cancel();
        return _running;
    }

    public void Dispose() => _stop.Dispose();
}
