using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Leadership;
using Microsoft.Extensions.Hosting;

namespace MesosOperator.Kubernetes.Composition;

/// <summary>Competes for the lead once the caches are warm: who knows nothing yet is no good leader.</summary>
internal sealed class ElectionService(LeaderElection election, ClusterCaches caches) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await caches.Synced.WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await election.RunAsync(stoppingToken);
    }
}
