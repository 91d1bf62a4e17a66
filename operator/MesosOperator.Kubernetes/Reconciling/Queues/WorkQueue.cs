using MesosOperator.Kubernetes.Telemetry;
using MesosOperator.Kubernetes.Timing;

namespace MesosOperator.Kubernetes.Reconciling.Queues;

/// <summary>
/// Hands out keys that need work: each once however often it was added, in the order they came, and never to two workers
/// at a time. A key that is added while it is worked on comes again afterwards. Who takes a key says what became of it, by
/// <see cref="Done"/>, <see cref="Again"/> or <see cref="Retry"/>. Any thread may use it.
/// </summary>
internal sealed class WorkQueue<TKey> : IDisposable where TKey : struct
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Entry> _entries = [];
    private readonly SortedSet<(long Due, long Order, TKey Key)> _later = [];
    private readonly Queue<TKey> _ready = new();
    private readonly Queue<TaskCompletionSource<TKey?>> _takers = new();
    private readonly WorkQueueOptions _options;
    private readonly Backoff _backoff;
    private readonly TimeProvider _time;
    private readonly ControllerMetrics _metrics;
    private readonly TokenBucket _bucket;
    private readonly ITimer _timer;
    private long _order;
    private bool _closed;

    public WorkQueue(WorkQueueOptions options, Backoff backoff, TimeProvider time, ControllerMetrics metrics)
    {
        (_options, _backoff, _time, _metrics) = (options, backoff, time, metrics);
        _bucket = new TokenBucket(options.PerSecond, options.Burst, time);
        _timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private enum Phase
    {
        Later,
        Ready,
        Working,
        WorkingAndAdded,
    }

    /// <summary>How many keys wait or are worked on.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    /// <summary>Whether it takes no more keys.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate)
                return _closed;
        }
    }

    /// <summary>Asks for work on a key as soon as possible, though it may have been meant to wait. False: the queue is full or closed.</summary>
    public bool Add(TKey key)
    {
        lock (_gate)
        {
            if (_closed)
                return false;
            if (_entries.TryGetValue(key, out var entry))
            {
                if (entry.Phase == Phase.Working)
                    entry.Phase = Phase.WorkingAndAdded;
                else if (entry.Phase == Phase.Later)
                {
                    _later.Remove((entry.Due, entry.Order, key));
                    MakeReady(key, entry);
                }
            }
            else if (_entries.Count >= _options.KeysMax)
            {
                _metrics.Refused(_options.Name);
                return false;
            }
            else
            {
                _entries[key] = entry = new Entry();
                _metrics.Queued(_options.Name, 1);
                MakeReady(key, entry);
            }
            Pump();
            return true;
        }
    }

    /// <summary>Waits for a key to work on; null when the queue is closed and has no more.</summary>
    public async Task<TKey?> TakeAsync(CancellationToken stop)
    {
        var taker = new TaskCompletionSource<TKey?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = stop.Register(() => taker.TrySetCanceled(stop));
        lock (_gate)
        {
            _takers.Enqueue(taker);
            Pump();
        }
        return await taker.Task;
    }

    /// <summary>The work on a key is done.</summary>
    public void Done(TKey key) => Finish(key, wait: null, failed: false);

    /// <summary>The work on a key is done, and is to be looked at again after a while.</summary>
    public void Again(TKey key, TimeSpan wait) => Finish(key, wait, failed: false);

    /// <summary>The work on a key failed: it comes again after a back-off, and not before <paramref name="waitMin"/> has passed.</summary>
    public void Retry(TKey key, TimeSpan waitMin) => Finish(key, waitMin, failed: true);

    /// <summary>Takes no more keys and forgets those that wait for their time; those that are ready are still handed out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var (_, _, key) in _later)
                Remove(key);
            _later.Clear();
            Pump();
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Finish(TKey key, TimeSpan? wait, bool failed)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry) || entry.Phase is Phase.Later or Phase.Ready)
                throw new InvalidOperationException($"{_options.Name}: nobody works on {key}.");
            entry.Failures = failed ? entry.Failures + 1 : 0;
            if (entry.Phase == Phase.WorkingAndAdded)
                MakeReady(key, entry);
            else if (wait is null || _closed)
                Remove(key);
            else
                Postpone(key, entry, failed && _backoff.After(entry.Failures) is var backoff && backoff > wait ? backoff : wait.Value);
            Pump();
        }
    }

    private void MakeReady(TKey key, Entry entry)
    {
        entry.Phase = Phase.Ready;
        _ready.Enqueue(key);
    }

    private void Postpone(TKey key, Entry entry, TimeSpan wait)
    {
        entry.Phase = Phase.Later;
        entry.Due = _time.GetTimestamp() + (long)(wait.TotalSeconds * _time.TimestampFrequency);
        entry.Order = _order++;
        _later.Add((entry.Due, entry.Order, key));
    }

    private void Remove(TKey key)
    {
        _entries.Remove(key);
        _metrics.Queued(_options.Name, -1);
    }

    private void Wake()
    {
        lock (_gate)
            Pump();
    }

    /// <summary>Makes ready what is due, hands out what may be handed out, and sets the timer for what comes next.</summary>
    private void Pump()
    {
        var now = _time.GetTimestamp();
        while (_later.Count > 0 && _later.Min.Due <= now)
        {
            var (_, _, key) = _later.Min;
            _later.Remove(_later.Min);
            MakeReady(key, _entries[key]);
        }
        var next = HandOut();
        if (_later.Count > 0 && _time.GetElapsedTime(now, _later.Min.Due) is var due && (due < next || next == Timeout.InfiniteTimeSpan))
            next = due;
        _timer.Change(next, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How long until the next key may be handed out; infinite when there is none or nobody waits for it.</summary>
    private TimeSpan HandOut()
    {
        while (_takers.TryPeek(out var taker))
        {
            if (taker.Task.IsCompleted)
                _takers.Dequeue();
            else if (_ready.Count == 0 && !_closed)
                break;
            else if (_ready.Count == 0)
                taker.TrySetResult(null);
            else if (_bucket.Take() is var wait && wait > TimeSpan.Zero)
                return wait;
            else if (taker.TrySetResult(_ready.Peek()))
                _entries[_ready.Dequeue()].Phase = Phase.Working;
        }
        return Timeout.InfiniteTimeSpan;
    }

    private sealed class Entry
    {
        public Phase Phase { get; set; }

        public long Due { get; set; }

        public long Order { get; set; }

        public int Failures { get; set; }
    }
}
