using MesosOperator.Core.Primitives;
using MesosOperator.Kubernetes.Timing;

namespace MesosOperator.Kubernetes.Events;

/// <summary>What was told on one object, and how much more may be.</summary>
internal sealed class ObjectEvents(TokenBucket bucket, int seriesMax)
{
    private readonly LinkedMap<(EventKind Kind, string Reason, string Note), EventSeries> _series = [];

    public EventSeries? Find(ObjectEvent told) =>
        _series.TryGetValue((told.Kind, told.Reason, told.Note), out var series) ? series : null;

    public bool MayTell() => bucket.Take() == TimeSpan.Zero;

    /// <summary>Remembers an event, and forgets the oldest for it when there are too many.</summary>
    public void Remember(ObjectEvent told, EventSeries series)
    {
        Forget(told);
        if (_series.Count >= seriesMax)
            _series.Remove(_series.First().Key);
        _series[(told.Kind, told.Reason, told.Note)] = series;
    }

    public void Forget(ObjectEvent told) => _series.Remove((told.Kind, told.Reason, told.Note));
}
