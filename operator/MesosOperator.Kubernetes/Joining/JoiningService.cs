using MesosOperator.Runtime.Joining;
using Microsoft.Extensions.Hosting;

namespace MesosOperator.Kubernetes.Joining;

/// <summary>Keeps authority and tokens known for as long as the program runs, whether it leads or not.</summary>
internal sealed class JoiningService(SecretAuthority authority, SecretTokens tokens, AuthorityKeeper keeper) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.WhenAll(authority.RunAsync(_stop.Token), tokens.RunAsync(_stop.Token), keeper.RunAsync(_stop.Token));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Cancel();
        return _running;
    }

    public void Dispose() => _stop.Dispose();
}
