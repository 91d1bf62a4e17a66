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
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>How long reconciliations at hand have to end when the process stops.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>Waits until the master serves, and runs them until they are stopped.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!progress.IsServing)
                await Task.Delay(LookEvery, time, stoppingToken);
            await caches.Synced.WaitAsync(stoppingToken);
            await Task.Yield(); // not on the informer's time
            await pictures.LookAsync(PictureDetail.Offers, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }

        using var abort = new CancellationTokenSource();
        var patience = AbortAsync(abort, stoppingToken);
        await Task.WhenAll(
            pictures.RunAsync(stoppingToken),
            events.RunAsync(stoppingToken),
            controllers.RunAsync(stoppingToken, abort.Token));
        abort.Cancel();
        await patience;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    /// <summary>What does not end by itself is ended.</summary>
    private async Task AbortAsync(CancellationTokenSource abort, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, abort.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await Task.Delay(Grace, time, abort.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        abort.Cancel();
    }
}
