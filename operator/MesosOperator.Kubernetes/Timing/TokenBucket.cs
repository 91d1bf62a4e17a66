namespace MesosOperator.Kubernetes.Timing;

/// <summary>Lets a burst pass at once and then so many a second. Its caller sees to one call at a time.</summary>
internal sealed class TokenBucket
{
    private readonly double _perSecond;
    private readonly int _burst;
    private readonly TimeProvider _time;
    private double _tokens;
    private long _filledAt;

    /// <summary>A full bucket; both numbers are positive.</summary>
    public TokenBucket(double perSecond, int burst, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(burst);
        (_perSecond, _burst, _time) = (perSecond, burst, time);
        (_tokens, _filledAt) = (burst, time.GetTimestamp());
    }

    /// <summary>Takes a token and returns zero, or takes none and returns how long until there is one.</summary>
    public TimeSpan Take()
    {
        Fill();
        if (_tokens >= 1)
        {
            _tokens -= 1;
            return TimeSpan.Zero;
        }
        return TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((1 - _tokens) / _perSecond * 1000)));
    }

    /// <summary>Takes a token, be it one to come, and returns how long until it is there: who asks first is served first.</summary>
    public TimeSpan Reserve()
    {
        Fill();
        _tokens -= 1;
        return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(-_tokens / _perSecond * 1000)));
    }

    private void Fill()
    {
        var now = _time.GetTimestamp();
        _tokens = Math.Min(_burst, _tokens + _time.GetElapsedTime(_filledAt, now).TotalSeconds * _perSecond);
        _filledAt = now;
    }
}
