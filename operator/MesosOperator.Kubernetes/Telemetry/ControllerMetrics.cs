using System.Diagnostics.Metrics;
using MesosOperator.Runtime.Metrics;

namespace MesosOperator.Kubernetes.Telemetry;

/// <summary>What informers, queues, controllers and elections count. Labels are kinds, controllers and closed sets of results.</summary>
internal sealed class ControllerMetrics
{
    /// <summary>Upper bounds in seconds: most reconciliations end within a request or two.</summary>
    private static readonly double[] Buckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30];

    private readonly Counter<long> _lists;
    private readonly Counter<long> _watches;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _unreadable;
    private readonly Counter<long> _reconciliations;
    private readonly Histogram<double> _reconcileSeconds;
    private readonly UpDownCounter<long> _paused;
    private readonly UpDownCounter<long> _queued;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _events;
    private readonly Counter<long> _leaderChanges;
    private readonly Counter<long> _orphans;

    public ControllerMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterNames.Controllers);
        _lists = meter.CreateCounter<long>("mesosoperator.informer.lists", description: "Full lists, by kind and result.");
        _watches = meter.CreateCounter<long>("mesosoperator.informer.watches", description: "Watches that ended, by kind and reason.");
        _changes = meter.CreateCounter<long>("mesosoperator.informer.changes", description: "Changes seen, by kind and change.");
        _unreadable = meter.CreateCounter<long>("mesosoperator.informer.unreadable", description: "Objects that do not fit their type, by kind.");
        _reconciliations = meter.CreateCounter<long>("mesosoperator.reconciliations", description: "Reconciliations, by controller and result.");
        _reconcileSeconds = meter.CreateHistogram<double>("mesosoperator.reconciliation.duration", "s", "How long a reconciliation took, by controller.", advice: new() { HistogramBucketBoundaries = Buckets });
        _paused = meter.CreateUpDownCounter<long>("mesosoperator.paused.objects", description: "Objects left alone by their annotation, by controller.");
        _queued = meter.CreateUpDownCounter<long>("mesosoperator.queue.keys", description: "Keys that wait or are worked on, by queue.");
        _refused = meter.CreateCounter<long>("mesosoperator.queue.refused", description: "Keys that a full queue did not take.");
        _events = meter.CreateCounter<long>("mesosoperator.object.events", description: "Events on objects, by what became of them.");
        _orphans = meter.CreateCounter<long>("mesosoperator.member.orphans.collected", description: "Pods in member clusters that belonged to nobody, by why.");
        _leaderChanges = meter.CreateCounter<long>("mesosoperator.leadership.changes", description: "Changes of this process's state in the election.");
        Members = new MemberMetrics(meter);
    }

    /// <summary>What is counted of member clusters.</summary>
    public MemberMetrics Members { get; }

    public void Listed(string kind, string result) => _lists.Add(1, new("kind", kind), new("result", result));

    public void WatchEnded(string kind, string reason) => _watches.Add(1, new("kind", kind), new("reason", reason));

    public void Changed(string kind, string change) => _changes.Add(1, new("kind", kind), new("change", change));

    public void Unreadable(string kind) => _unreadable.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Reconciled(string controller, string result, TimeSpan duration)
    {
        _reconciliations.Add(1, new("controller", controller), new("result", result));
        _reconcileSeconds.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("controller", controller));
    }

    public void Paused(string controller, int more) => _paused.Add(more, new KeyValuePair<string, object?>("controller", controller));

    public void Queued(string queue, int more) => _queued.Add(more, new KeyValuePair<string, object?>("queue", queue));

    public void Refused(string queue) => _refused.Add(1, new KeyValuePair<string, object?>("queue", queue));

    public void EventHandled(string result) => _events.Add(1, new KeyValuePair<string, object?>("result", result));

    public void OrphanCollected(string reason) => _orphans.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void LeadershipChanged(string state) => _leaderChanges.Add(1, new KeyValuePair<string, object?>("state", state));
}
