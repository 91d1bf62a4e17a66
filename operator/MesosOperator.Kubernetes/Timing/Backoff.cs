namespace MesosOperator.Kubernetes.Timing;

/// <summary>How long to wait after failures in a row: doubling from the first wait up to a bound, and spread.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan bound, Jitter jitter)
{
    private const int DoublingsMax = 40;

    /// <summary>The wait after so many failures in a row, from half of it to the whole; zero when nothing failed.</summary>
    public TimeSpan After(int failures)
    {
        if (failures <= 0)
            return TimeSpan.Zero;
        var doubled = first.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, DoublingsMax));
        return jitter.Spread(TimeSpan.FromMilliseconds(Math.Min(doubled, bound.TotalMilliseconds)));
    }
}
