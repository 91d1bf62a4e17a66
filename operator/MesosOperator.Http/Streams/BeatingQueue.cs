using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace MesosOperator.Http.Streams;

/// <summary>
/// What one reader is told, between the master, which never waits, and the connection. Once it beats, a heartbeat comes
/// at once, because some clients look at a record only when the next one comes (mesos-clients 2.12); then one each interval.
/// </summary>
internal sealed class BeatingQueue<T> : IDisposable
    where T : class
{
    /// <summary>Holds null for a heartbeat.</summary>
    private readonly Channel<T?> _waiting;
    private readonly CancellationTokenSource _broken = new();
    private readonly TimeSpan _heartbeat;
    private readonly ITimer _timer;
    private bool _beatWaits;

    public BeatingQueue(int capacity, TimeSpan heartbeat, TimeProvider time)
    {
        _waiting = Channel.CreateBounded<T?>(new BoundedChannelOptions(capacity)
        {
            SingleReader = true,
            FullMode = BoundedChannelFullMode.Wait,
        });
        _heartbeat = heartbeat;
        _timer = time.CreateTimer(_ => Beat(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when more waits than may.</summary>
    public CancellationToken Broken => _broken.Token;

    /// <summary>Queues an item; breaks the queue when there is no room, since none may be left out.</summary>
    public void Tell(T item)
    {
        if (!_waiting.Writer.TryWrite(item) && _waiting.Writer.TryComplete())
            _broken.Cancel();
    }

    /// <summary>Beats from now on.</summary>
    public void StartBeating()
    {
        Beat();
        _timer.Change(_heartbeat, _heartbeat);
    }

    /// <summary>Ends after what is queued.</summary>
    public void End() => _waiting.Writer.TryComplete();

    /// <summary>What is told until the end, null for a heartbeat.</summary>
    public async IAsyncEnumerable<T?> ReadAllAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var item in _waiting.Reader.ReadAllAsync(stop))
        {
            if (item is null)
                Volatile.Write(ref _beatWaits, false);
            yield return item;
        }
    }

    /// <summary>The master may still hold this queue: telling it something then does nothing.</summary>
    public void Dispose()
    {
        End();
        _timer.Dispose();
    }

    /// <summary>At most one waits: a client that does not read need not be told many times that the stream lives.</summary>
    private void Beat()
    {
        if (!Interlocked.Exchange(ref _beatWaits, true))
            _waiting.Writer.TryWrite(null);
    }
}
