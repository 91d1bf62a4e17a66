using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Http.Streams;

namespace MesosOperator.Http.Scheduler;

/// <summary>What one framework is told; it beats once the framework is subscribed.</summary>
internal sealed class FrameworkStream(StreamId id, int capacity, TimeSpan heartbeat, TimeProvider time) : IDisposable
{
    private readonly BeatingQueue<FrameworkNotice> _queue = new(capacity, heartbeat, time);

    public StreamId Id { get; } = id;

    /// <summary>Cancelled when more waits than may.</summary>
    public CancellationToken Broken => _queue.Broken;

    /// <summary>Queues a notice; breaks the stream when there is no room, since none may be left out.</summary>
    public void Tell(FrameworkNotice notice)
    {
        _queue.Tell(notice);
        if (notice is FrameworkNotice.Subscribed)
            _queue.StartBeating();
    }

    /// <summary>Ends the stream after what is queued.</summary>
    public void End() => _queue.End();

    /// <summary>Writes what is told, each record at once and in one piece (mesos-clients 2.10), until the end.</summary>
    public async Task WriteToAsync(Stream body, RecordEncoder encoder, CancellationToken stop)
    {
        await foreach (var notice in _queue.ReadAllAsync(stop))
            foreach (var record in encoder.Encode(notice))
                await body.WriteAsync(record, stop);
    }

    public void Dispose() => _queue.Dispose();
}
