using System.Globalization;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>How regularly a cluster answers when it is asked for a sign of life. Its owner sees to one caller at a time.</summary>
internal sealed class MemberPulse(TimeProvider time)
{
    /// <summary>How often it is asked.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>A cluster that does not answer for so long is away: its agents lose their links.</summary>
    private static readonly TimeSpan AwayAfter = TimeSpan.FromSeconds(15);

    /// <summary>One that needs so long is slow.</summary>
    private static readonly TimeSpan SlowFrom = TimeSpan.FromSeconds(1);

    /// <summary>One that has missed so many of the last beats is unstable.</summary>
    private const int MissesMax = 3;

    private const int BeatsKept = 24;

    private readonly Lock _gate = new();
    private readonly Queue<bool> _beats = new();
    private DateTimeOffset? _heardAt;
    private TimeSpan? _latency;
    private int _missed;

    /// <summary>When it was heard of last; null before.</summary>
    public DateTimeOffset? HeardAt
    {
        get
        {
            lock (_gate)
                return _heardAt;
        }
    }

    /// <summary>How long it took to answer last; null before.</summary>
    public TimeSpan? Latency
    {
        get
        {
            lock (_gate)
                return _latency;
        }
    }

    /// <summary>Whether it was silent for so long that it is away.</summary>
    public bool IsAway => HeardAt is not { } heard || time.GetUtcNow() - heard >= AwayAfter;

    /// <summary>What is wrong with it though it answers; null where nothing is.</summary>
    public MemberProblem? Trouble
    {
        get
        {
            lock (_gate)
                return _missed >= MissesMax
                    ? new(MemberFailure.Unstable, string.Create(CultureInfo.InvariantCulture, $"It did not answer {_missed} of the last {_beats.Count} times"))
                    : _latency >= SlowFrom
                        ? new(MemberFailure.Slow, string.Create(CultureInfo.InvariantCulture, $"It takes {_latency.Value.TotalSeconds:0} s to answer"))
                        : null;
        }
    }

    /// <summary>It has answered, after a time where that was measured.</summary>
    public void Heard(TimeSpan? took)
    {
        lock (_gate)
        {
            (_heardAt, _latency) = (time.GetUtcNow(), took ?? _latency);
            Note(false);
        }
    }

    /// <summary>It has not answered.</summary>
    public void Missed()
    {
        lock (_gate)
            Note(true);
    }

    private void Note(bool missed)
    {
        _beats.Enqueue(missed);
        _missed += missed ? 1 : 0;
        if (_beats.Count > BeatsKept && _beats.Dequeue())
            _missed--;
    }
}
