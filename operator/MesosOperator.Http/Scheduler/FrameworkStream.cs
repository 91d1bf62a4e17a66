using System.Threading.Channels;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;

namespace MesosOperator.Http.Scheduler;

/// <summary>
/// What one framework is told, between the master, which never waits, and the connection. A heartbeat follows the
/// subscription at once, because some clients look at a record only when the next one comes (mesos-clients 2.12);
/// then one each interval.
/// </summary>
internal sealed class FrameworkStream : IDisposable
{
    /// <summary>Holds null for a heartbeat.</summary>
    private readonly Channel<FrameworkNotice?> _waiting;
    private readonly CancellationTokenSource _broken = new();
    private readonly TimeSpan _heartbeat;
    private readonly ITimer _timer;
    private bool _beatWaits;

    public FrameworkStream(StreamId id, int capacity, TimeSpan heartbeat, TimeProvider time)
    {
        Id = id;
        _waiting = Channel.CreateBounded<FrameworkNotice?>(new BoundedChannelOptions(capacity)
        {
            SingleReader = true,
            FullMode = BoundedChannelFullMode.Wait,
        });
        _heartbeat = heartbeat;
        _timer = time.CreateTimer(_ => Beat(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public StreamId Id { get; }

    /// <summary>Cancelled when more waits than may.</summary>
    public CancellationToken Broken => _broken.Token;

    /// <summary>Queues a notice; breaks the stream when there is no room, since none may be left out.</summary>
    public void Tell(FrameworkNotice notice)
    {
        if (!_waiting.Writer.TryWrite(notice) && _waiting.Writer.TryComplete())
            _broken.Cancel();
        if (notice is not FrameworkNotice.Subscribed)
            return;
        Beat();
        _timer.Change(_heartbeat, _heartbeat);
    }

    /// <summary>Ends the stream after what is queued.</summary>
    public void End() => _waiting.Writer.TryComplete();

    /// <summary>Writes what is told, each record at once and in one piece (mesos-clients 2.10), until the end.</summary>
    public async Task WriteToAsync(Stream body, RecordEncoder encoder, CancellationToken stop)
    {
        await foreach (var notice in _waiting.Reader.ReadAllAsync(stop))
        {
            if (notice is null)
                Volatile.Write(ref _beatWaits, false);
            foreach (var record in encoder.Encode(notice))
                await body.WriteAsync(record, stop);
        }
    }

    /// <summary>The master may still hold this stream: telling it something then does nothing.</summary>
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
