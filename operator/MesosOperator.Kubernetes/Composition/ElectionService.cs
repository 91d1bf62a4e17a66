using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Leadership;
using Microsoft.Extensions.Hosting;

namespace MesosOperator.Kubernetes.Composition;

/// <summary>Competes for the lead once what a master goes by is known: who knows nothing yet is no good leader.</summary>
internal sealed class ElectionService(LeaderElection election, ClusterCaches caches) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await caches.FactsSynced.WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await election.RunAsync(stoppingToken);
    }
}
