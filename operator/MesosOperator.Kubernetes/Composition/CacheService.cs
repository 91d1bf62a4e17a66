using MesosOperator.Kubernetes.Caches;
using Microsoft.Extensions.Hosting;

namespace MesosOperator.Kubernetes.Composition;

/// <summary>Keeps the caches warm for as long as the program runs, whether it leads or not.</summary>
internal sealed class CacheService(ClusterCaches caches) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => caches.RunAsync(stoppingToken);
}
