using System.Collections.Immutable;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Runtime.Metrics;

/// <summary>A store that tells how long it takes until something is durable, and how long it took to read it back; what Mesos calls the registrar.</summary>
internal sealed class TimedStore(IClusterStore store, TimeProvider time) : IClusterStore, IMesosFigures
{
    private readonly DurationWindow _stored = new();
    private int _queued;
    private double _fetchMilliseconds;

    public async Task<RestoreCommand> LoadAsync(CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var known = await store.LoadAsync(cancellation);
        Volatile.Write(ref _fetchMilliseconds, time.GetElapsedTime(start).TotalMilliseconds);
        return known;
    }

    public async Task SaveAsync(ImmutableArray<Persist> changes, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        Volatile.Write(ref _queued, changes.Length);
        await store.SaveAsync(changes, cancellation);
        Volatile.Write(ref _queued, 0);
        _stored.Add(time.GetElapsedTime(start));
    }

    public IEnumerable<KeyValuePair<string, double>> Read() =>
    [
        new("registrar/queued_operations", Volatile.Read(ref _queued)),
        new("registrar/state_fetch_ms", Volatile.Read(ref _fetchMilliseconds)),
        .. _stored.Read("registrar/state_store_ms"),
    ];
}
