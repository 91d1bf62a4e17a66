using MesosOperator.Core.Primitives;
using MesosOperator.Core.Tasks;
using MesosOperator.Kubernetes.Members.Pods;

namespace MesosOperator.Kubernetes.Members.Tasks;

/// <summary>
/// What is told of one task: each news once and in order, the next only when the one before was acknowledged. Nothing comes
/// after the end.
/// </summary>
internal sealed class StatusQueue
{
    /// <summary>A task whose health flaps while nobody acknowledges is told of as it is in the end.</summary>
    private const int WaitingMax = 16;

    private readonly LinkedList<(Observation Seen, Instant At)> _waiting = [];
    private Observation? _last;
    private bool _isRestored;

    /// <summary>The newest state that was seen.</summary>
    public TaskState Newest { get; private set; } = TaskState.Staging;

    /// <summary>The state that is told of, or that was acknowledged last.</summary>
    public TaskState Forwarded { get; private set; } = TaskState.Staging;

    /// <summary>The state that was acknowledged last.</summary>
    public TaskState Acknowledged => _last?.State ?? TaskState.Staging;

    /// <summary>What was seen last; null before.</summary>
    public Observation? Last => _waiting.Last?.Value.Seen ?? _last;

    /// <summary>What is to be told now; null where everything is acknowledged.</summary>
    public (Observation Seen, Instant At)? Next => _waiting.First?.Value;

    /// <summary>Whether its end was acknowledged.</summary>
    public bool IsOver => Forwarded.IsTerminal() && _waiting.Count == 0;

    /// <summary>Takes what was seen; false where it is no news.</summary>
    public bool Add(Observation seen, Instant now)
    {
        if (Newest.IsTerminal() || Last is { } last && last.State == seen.State && IsSameHealth(last, seen))
            return false;
        if (_waiting.Count >= WaitingMax)
            _waiting.RemoveLast();
        _waiting.AddLast((seen, now));
        Newest = seen.State;
        Forwarded = _waiting.First!.Value.Seen.State;
        return true;
    }

    /// <summary>What is told was acknowledged; returns whether there is more to tell.</summary>
    public bool Acknowledge()
    {
        if (_waiting.First is not { } told)
            return false;
        (_last, Forwarded, _isRestored) = (told.Value.Seen, told.Value.Seen.State, false);
        _waiting.RemoveFirst();
        if (_waiting.First is { } next)
            Forwarded = next.Value.Seen.State;
        return _waiting.Count > 0;
    }

    /// <summary>An operator before has had this state acknowledged.</summary>
    public void Restore(TaskState acknowledged)
    {
        (Newest, Forwarded) = (acknowledged, acknowledged);
        (_last, _isRestored) = (new Observation(acknowledged), true);
    }

    /// <summary>Of what an operator before has told only the state is known; that all is well is no news then.</summary>
    private bool IsSameHealth(Observation last, Observation seen) => last.Healthy == seen.Healthy || (_isRestored && seen.Healthy != false);
}
