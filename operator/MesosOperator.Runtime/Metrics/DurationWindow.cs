namespace MesosOperator.Runtime.Metrics;

/// <summary>The newest durations, and their percentiles as Mesos names and computes them: between neighbours, in milliseconds.</summary>
internal sealed class DurationWindow
{
    private const int Capacity = 1_000;

    private static readonly (string Name, double Fraction)[] Percentiles =
        [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99), ("p999", 0.999), ("p9999", 0.9999)];

    private readonly Lock _lock = new();
    private readonly double[] _milliseconds = new double[Capacity];
    private long _count;

    public void Add(TimeSpan duration)
    {
        lock (_lock)
            _milliseconds[_count++ % Capacity] = duration.TotalMilliseconds;
    }

    /// <summary>The last duration under the name itself, and the rest below it; nothing before the first.</summary>
    public IEnumerable<KeyValuePair<string, double>> Read(string name)
    {
        double[] sorted;
        double last;
        lock (_lock)
        {
            if (_count == 0)
                return [];
            last = _milliseconds[(_count - 1) % Capacity];
            sorted = [.. _milliseconds.Take((int)Math.Min(_count, Capacity)).Order()];
        }

        return
        [
            new(name, last),
            new($"{name}/count", sorted.Length),
            new($"{name}/min", sorted[0]),
            new($"{name}/max", sorted[^1]),
            .. Percentiles.Select(percentile => KeyValuePair.Create($"{name}/{percentile.Name}", At(sorted, percentile.Fraction))),
        ];
    }

    private static double At(double[] sorted, double fraction)
    {
        var position = fraction * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 < sorted.Length
            ? sorted[below] + ((position - below) * (sorted[below + 1] - sorted[below]))
            : sorted[^1];
    }
}
