using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Controllers;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Pictures;
using MesosOperator.Runtime.Loop;
using Microsoft.Extensions.Hosting;

namespace MesosOperator.Kubernetes.Composition;

/// <summary>
/// Runs the controllers for as long as the master serves: they live for one term of leadership. They begin when all objects
/// are known, also those of offers and tasks, for which the master does not wait.
/// </summary>
internal sealed class TermService(
    ControllerList controllers, ClusterCaches caches, PictureWatch pictures, EventRecorder events, MasterProgress progress, TimeProvider time) : BackgroundService
{
    /// <summary>How long reconciliations at hand have to end when the process stops.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>Waits until the master serves, and runs them until they are stopped.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            await progress.Settled.WaitAsync(stoppingToken);
            if (!progress.IsServing)
                return;
            await caches.Synced.WaitAsync(stoppingToken);
            await Task.Yield(); // not on the informer's time
            await pictures.LookAsync(PictureDetail.Offers, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }

        using var abort = new CancellationTokenSource();
        await using var late = time.CreateTimer(_ => abort.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var stopping = stoppingToken.Register(() => late.Change(Grace, Timeout.InfiniteTimeSpan));
        await Task.WhenAll(
            pictures.RunAsync(stoppingToken),
            events.RunAsync(stoppingToken),
            controllers.RunAsync(stoppingToken, abort.Token));
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);
}
