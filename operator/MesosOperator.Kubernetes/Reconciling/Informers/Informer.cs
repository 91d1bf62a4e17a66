using System.Collections.Immutable;
using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Telemetry;
using MesosOperator.Kubernetes.Timing;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Reconciling.Informers;

/// <summary>
/// Keeps a copy of a kind's objects and tells subscribers what becomes of them. Lists once and then watches; goes on from
/// where a broken watch stopped, and lists again when the server no longer knows that version. One serves all controllers.
/// </summary>
internal sealed class Informer<T>(
    ResourceClient<T> client, InformerOptions options, Backoff backoff, TimeProvider time, ControllerMetrics metrics,
    ILogger<Informer<T>> logger)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly string _kind = client.Kind.Kind;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _synced = new();
    private ImmutableArray<Action<ResourceChange<T>>> _subscribers = [];
    private string _version = "";
    private int _failures;
    private DateTimeOffset? _behindSince = time.GetUtcNow();

    /// <summary>What is known.</summary>
    public Lister<T> Lister { get; } = new();

    /// <summary>Completes when the first list is known as a whole. The informer waits for what runs at once then.</summary>
    public Task Synced => _synced.Task;

    /// <summary>Since when it may have missed something; null while the server tells it of everything.</summary>
    public DateTimeOffset? BehindSince
    {
        get
        {
            lock (_gate)
                return _behindSince;
        }
    }

    /// <summary>What went wrong last while it followed the server; null while it does.</summary>
    public string? Problem { get; private set; }

    /// <summary>
    /// Tells of what is known already, as added, and then of each change, in order and one at a time. A subscriber is
    /// called while the informer waits: it must be quick, and may not call back. Disposing ends it.
    /// </summary>
    public IDisposable Subscribe(Action<ResourceChange<T>> subscriber)
    {
        lock (_gate)
        {
            _subscribers = _subscribers.Add(subscriber);
            foreach (var resource in Lister.All.Values)
                Tell(subscriber, new(ChangeKind.Added, resource, null));
        }
        return new Subscription(this, subscriber);
    }

    /// <summary>Follows the server until it is stopped; whatever fails is tried again.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var period = options.ResyncPeriod > TimeSpan.Zero ? options.ResyncPeriod : Timeout.InfiniteTimeSpan;
        await using var resync = time.CreateTimer(_ => Resync(), null, period, period);
        try
        {
            while (true)
                await Task.Delay(await FollowAsync(stop), time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // That is how it ends.
        }
    }

    /// <summary>Lists if it must, watches as long as it can, and returns how long to wait before the next try.</summary>
    private async Task<TimeSpan> FollowAsync(CancellationToken stop)
    {
        var listing = _version.Length == 0;
        try
        {
            if (listing)
                await ListAsync(stop);
            listing = false;
            if (!await WatchAsync(stop))
                _failures++;
            metrics.WatchEnded(_kind, "closed");
            return backoff.After(_failures);
        }
        catch (ApiServerException e) when (e.Failure == ApiFailure.Expired)
        {
            InformerLog.Expired(logger, _kind, _version);
            _version = "";
            metrics.WatchEnded(_kind, "expired");
            return backoff.After(_failures++);
        }
        catch (ApiServerException e)
        {
            InformerLog.Failed(logger, _kind, ++_failures, e.Message);
            Problem = e.Message;
            if (listing)
                metrics.Listed(_kind, e.Failure.ToString());
            else
                metrics.WatchEnded(_kind, e.Failure.ToString());
            if (_failures % options.WatchFailuresMax == 0)
                _version = "";
            return e.RetryAfter ?? backoff.After(_failures);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            InformerLog.Faulted(logger, e, _kind, ++_failures);
            _version = "";
            return backoff.After(_failures);
        }
        finally
        {
            lock (_gate)
                _behindSince ??= time.GetUtcNow();
        }
    }

    private void Opened()
    {
        lock (_gate)
            (_behindSince, Problem) = (null, null);
    }

    /// <summary>
    /// One watch from where the last one stopped. Returns whether it told something: a server that opens and closes
    /// watches in a row is asked less and less often.
    /// </summary>
    private async Task<bool> WatchAsync(CancellationToken stop)
    {
        var told = false;
        await foreach (var happened in client.WatchAsync(options.Query, _version, options.WatchIdleMax, stop, Opened))
        {
            switch (happened)
            {
                case WatchEvent<T>.Stored stored:
                    RequireRoom(Lister.All.Count);
                    Store(stored.Resource);
                    break;
                case WatchEvent<T>.Deleted deleted:
                    Remove(ResourceKey.Of(deleted.Resource), ChangeKind.Deleted, deleted.Resource);
                    break;
                case WatchEvent<T>.Unreadable unreadable:
                    Report(unreadable.Resource);
                    break;
            }
            if (happened.ResourceVersion.Length > 0)
                _version = happened.ResourceVersion;
            (told, _failures) = (true, 0);
        }
        return told;
    }

    private async Task ListAsync(CancellationToken stop)
    {
        var (limit, continuation) = (options.PageSize, "");
        var seen = new HashSet<ResourceKey>();
        while (true)
        {
            ResourcePage<T> page;
            try
            {
                page = await client.ListAsync(options.Query, limit, continuation, stop);
            }
            catch (ApiServerException e) when (e.Failure == ApiFailure.Expired && continuation.Length > 0)
            {
                // The pages took longer than the server remembers: the whole list at once, then.
                (limit, continuation) = (0, "");
                seen.Clear();
                continue;
            }
            foreach (var unreadable in page.Unreadable)
            {
                seen.Add(unreadable.Key);
                Report(unreadable);
            }
            RequireRoom(seen.Count + page.Items.Count);
            foreach (var resource in page.Items)
            {
                seen.Add(ResourceKey.Of(resource));
                Store(resource);
            }
            (continuation, _version) = (page.Continue, page.Continue.Length == 0 ? page.ResourceVersion : "");
            if (continuation.Length == 0)
                break;
        }
        foreach (var (key, last) in Lister.All)
            if (!seen.Contains(key))
                Remove(key, ChangeKind.DeletedUnseen, last);
        metrics.Listed(_kind, "Listed");
        InformerLog.Listed(logger, _kind, Lister.All.Count, _version);
        _synced.TrySetResult();
    }

    private void RequireRoom(int count)
    {
        if (count > options.ObjectsMax)
            throw new ApiServerException(ApiFailure.Rejected, $"There are more than {options.ObjectsMax} {client.Kind.Plural}");
    }

    private void Store(T resource)
    {
        options.Trim(resource);
        lock (_gate)
        {
            var key = ResourceKey.Of(resource);
            var before = Lister.Find(key);
            if (before is not null && before.Metadata.Uid != resource.Metadata.Uid)
            {
                Remove(key, ChangeKind.DeletedUnseen, before);
                before = null;
            }
            if (before?.Metadata.ResourceVersion == resource.Metadata.ResourceVersion)
                return;
            Lister.Store(resource);
            Publish(new(before is null ? ChangeKind.Added : ChangeKind.Updated, resource, before));
        }
    }

    private void Remove(ResourceKey key, ChangeKind change, T last)
    {
        lock (_gate)
        {
            if (Lister.Remove(key) is { } before)
                Publish(new(change, last, before));
        }
    }

    private void Resync()
    {
        lock (_gate)
        {
            foreach (var resource in Lister.All.Values)
                Publish(new(ChangeKind.Resynced, resource, resource));
        }
    }

    private void Report(UnreadableResource resource)
    {
        metrics.Unreadable(_kind);
        InformerLog.Unreadable(logger, _kind, resource.Key.ToString(), resource.Problem);
    }

    private void Publish(ResourceChange<T> change)
    {
        metrics.Changed(_kind, change.Kind.ToString());
        foreach (var subscriber in _subscribers)
            Tell(subscriber, change);
    }

    private void Tell(Action<ResourceChange<T>> subscriber, ResourceChange<T> change)
    {
        try
        {
            subscriber(change);
        }
        catch (Exception e)
        {
            InformerLog.SubscriberFailed(logger, e, _kind, ResourceKey.Of(change.Resource).ToString(), change.Kind);
        }
    }

    private sealed class Subscription(Informer<T> informer, Action<ResourceChange<T>> subscriber) : IDisposable
    {
        public void Dispose()
        {
            lock (informer._gate)
                informer._subscribers = informer._subscribers.Remove(subscriber);
        }
    }
}
