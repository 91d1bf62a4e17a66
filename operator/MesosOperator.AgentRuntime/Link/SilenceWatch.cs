namespace MesosOperator.AgentRuntime.Link;

/// <summary>Tells when the other side has been silent for too long: first until it answers at all, then from ping to ping.</summary>
internal sealed class SilenceWatch : IDisposable
{
    private readonly ITimer _timer;
    private TimeSpan _limit;

    public SilenceWatch(TimeProvider time, TimeSpan limit, Action onSilence)
    {
        _limit = limit;
        _timer = time.CreateTimer(_ => onSilence(), null, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something was heard; the limit from here on.</summary>
    public void Heard(TimeSpan? newLimit = null)
    {
        _limit = newLimit ?? _limit;
        _timer.Change(_limit, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();
}
