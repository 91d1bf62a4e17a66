using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using MesosOperator.Crds;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Kubernetes.Reconciling.Queues;
using MesosOperator.Kubernetes.Telemetry;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Reconciling;

/// <summary>
/// Runs a reconciler on each object of a kind that changes, and on those that a related object points to. Whatever a
/// reconciliation throws, the loop goes on. A paused object is left alone, even when it is being deleted.
/// </summary>
internal sealed class Controller<T>(
    ControllerOptions options, Informer<T> informer, IReconciler reconciler, WorkQueue<ResourceKey> queue,
    TimeProvider time, ControllerMetrics metrics, ILogger<Controller<T>> logger)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ConcurrentDictionary<ResourceKey, bool> _paused = new();
    private readonly List<(Task Synced, Func<IDisposable> Subscribe)> _sources = [];

    /// <summary>Also works on the keys that a related object points to, whenever that changes. To be called before it runs.</summary>
    public void Watch<TOther>(Informer<TOther> related, Func<TOther, IEnumerable<ResourceKey>> keysOf)
        where TOther : class, IKubernetesObject<V1ObjectMeta> =>
        _sources.Add((related.Synced, () => related.Subscribe(change =>
        {
            IEnumerable<ResourceKey> before = change.Previous is null ? [] : keysOf(change.Previous);
            foreach (var key in before.Union(keysOf(change.Resource)))
                Enqueue(key);
        })));

    /// <summary>
    /// Works from when everything is known until <paramref name="stop"/>; then takes no new keys and ends when those at
    /// hand are done. <paramref name="abort"/> ends it at once. Runs once: its queue is closed afterwards.
    /// </summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        _sources.Add((informer.Synced, () => informer.Subscribe(change => Enqueue(ResourceKey.Of(change.Resource)))));
        var subscriptions = _sources.ConvertAll(source => source.Subscribe());
        using var closing = stop.Register(queue.Close);
        try
        {
            await Task.WhenAll(_sources.Select(source => source.Synced)).WaitAsync(stop);
            await Task.Yield(); // not on the informer's time
            ControllerLog.Started(logger, options.Name, options.ConcurrencyMax);
            await Task.WhenAll(Enumerable.Range(0, options.ConcurrencyMax).Select(_ => WorkAsync(abort)));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || abort.IsCancellationRequested)
        {
            // That is how it ends.
        }
        queue.Close();
        subscriptions.ForEach(subscription => subscription.Dispose());
        ControllerLog.Stopped(logger, options.Name);
    }

    private async Task WorkAsync(CancellationToken abort)
    {
        while (await queue.TakeAsync(abort) is { } key)
        {
            if (IsPaused(key))
            {
                queue.Done(key);
                continue;
            }
            var started = time.GetTimestamp();
            var next = await ReconcileAsync(key, abort);
            metrics.Reconciled(options.Name, next.Kind.ToString(), time.GetElapsedTime(started));
            Finish(key, next);
        }
    }

    private async Task<Requeue> ReconcileAsync(ResourceKey key, CancellationToken abort)
    {
        try
        {
            return await reconciler.ReconcileAsync(key, abort);
        }
        catch (ApiServerException e)
        {
            return Requeue.From(e);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return Requeue.Never;
        }
        catch (Exception e)
        {
            ControllerLog.Faulted(logger, e, options.Name, key.ToString());
            return Requeue.Transient(e.Message);
        }
    }

    private void Finish(ResourceKey key, Requeue next)
    {
        switch (next.Kind)
        {
            case RequeueKind.Never:
                queue.Done(key);
                break;
            case RequeueKind.After or RequeueKind.Now:
                queue.Again(key, next.Wait);
                break;
            case RequeueKind.Permanent:
                ControllerLog.FailedForGood(logger, options.Name, key.ToString(), next.Problem);
                queue.Done(key);
                break;
            case RequeueKind.Conflict:
                ControllerLog.Conflicted(logger, options.Name, key.ToString(), next.Problem);
                queue.Retry(key, next.Wait);
                break;
            case RequeueKind.Transient or RequeueKind.Throttled:
                ControllerLog.Failed(logger, options.Name, key.ToString(), next.Kind, next.Problem);
                queue.Retry(key, next.Wait);
                break;
        }
    }

    private bool IsPaused(ResourceKey key)
    {
        var annotations = informer.Lister.Find(key)?.Metadata.Annotations;
        var paused = annotations is not null && annotations.TryGetValue(Annotations.Paused, out var value) && value == "true";
        if (paused && _paused.TryAdd(key, true))
        {
            ControllerLog.Paused(logger, options.Name, key.ToString());
            metrics.Paused(options.Name, 1);
        }
        else if (!paused && _paused.TryRemove(key, out _))
            metrics.Paused(options.Name, -1);
        return paused;
    }

    private void Enqueue(ResourceKey key)
    {
        if (!queue.Add(key) && !queue.IsClosed)
            ControllerLog.Refused(logger, options.Name, key.ToString());
    }
}
