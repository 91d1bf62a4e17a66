using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Telemetry;

/// <summary>What is counted of each member cluster. Labels are the names of objects and closed sets of results.</summary>
internal sealed class MemberMetrics
{
    /// <summary>Upper bounds in seconds, up to the longest that anybody waits for an answer.</summary>
    private static readonly double[] Buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

    private readonly ConcurrentDictionary<string, Func<MemberFigures>> _members = new(StringComparer.Ordinal);
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _seconds;
    private readonly Counter<long> _watches;

    public MemberMetrics(Meter meter)
    {
        _requests = meter.CreateCounter<long>("mesosoperator.cluster.requests", description: "Requests to a member cluster, by result.");
        _seconds = meter.CreateHistogram<double>("mesosoperator.cluster.request.duration", "s", "How long a member cluster took to answer.", advice: new() { HistogramBucketBoundaries = Buckets });
        _watches = meter.CreateCounter<long>("mesosoperator.cluster.watches", description: "Watches that were begun on a member cluster, by result.");
        meter.CreateObservableGauge("mesosoperator.cluster.connected", () => Each(figures => figures.IsConnected ? 1 : 0), description: "1 while a member cluster answers, else 0.");
        meter.CreateObservableGauge("mesosoperator.cluster.freshness.age", () => Each(figures => figures.Age), "s", "How old what is known of a member cluster is; 0 while it is followed, -1 before it was reached.");
        meter.CreateObservableGauge("mesosoperator.cluster.queue.depth", () => Each(figures => figures.QueueDepth), description: "Nodes and Pods of a member cluster that wait or are worked on.");
    }

    /// <summary>A cluster has figures from now on.</summary>
    public void Follow(string cluster, Func<MemberFigures> figures) => _members[cluster] = figures;

    /// <summary>It has none any more.</summary>
    public void Forget(string cluster) => _members.TryRemove(cluster, out _);

    public void Requested(string cluster, ApiFailure? failure, TimeSpan took)
    {
        _requests.Add(1, new("cluster", cluster), new("result", failure?.ToString() ?? "Done"));
        _seconds.Record(took.TotalSeconds, new KeyValuePair<string, object?>("cluster", cluster));
    }

    public void Watched(string cluster, ApiFailure? failure) => _watches.Add(1, new("cluster", cluster), new("result", failure?.ToString() ?? "Opened"));

    private IEnumerable<Measurement<double>> Each(Func<MemberFigures, double> figure) =>
        _members.Select(member => new Measurement<double>(figure(member.Value()), new KeyValuePair<string, object?>("cluster", member.Key)));
}
