using MesosOperator.Http.Streams;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Master;

namespace MesosOperator.Http.Operators.Events;

/// <summary>What one subscriber of the operator API is told: first a picture, then what the picture does not hold.</summary>
internal sealed class OperatorStream(int capacity, TimeSpan heartbeat, TimeProvider time) : IDisposable
{
    private static readonly Event Heartbeat = new() { Type = Event.Types.Type.Heartbeat };

    private readonly BeatingQueue<Happening> _queue = new(capacity, heartbeat, time);

    /// <summary>Cancelled when more waits than may.</summary>
    public CancellationToken Broken => _queue.Broken;

    /// <summary>Queues an event; breaks the stream when there is no room, since none may be left out.</summary>
    public void Tell(Happening happening) => _queue.Tell(happening);

    /// <summary>Ends the stream after what is queued.</summary>
    public void End() => _queue.End();

    /// <summary>Writes the first event, which holds all up to a revision, and then what is told, until the end.</summary>
    public async Task WriteToAsync(Stream body, MessageRecords records, Event first, long revision, CancellationToken stop)
    {
        await body.WriteAsync(records.Encode(first), stop);
        _queue.StartBeating();
        await foreach (var happening in _queue.ReadAllAsync(stop))
            if (happening is null)
                await body.WriteAsync(records.Encode(Heartbeat), stop);
            else if (happening.Revision > revision)
                await body.WriteAsync(records.Encode(happening.Told.Value), stop);
    }

    public void Dispose() => _queue.Dispose();
}
