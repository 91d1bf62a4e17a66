namespace MesosOperator.Core.Primitives;

/// <summary>
/// Deadlines in the order of their time, ties in the order of arrival. A deadline that is no longer wanted need not be
/// taken out: whoever takes it out when it is due sees that, and those that wait for long are thrown away now and then,
/// so that there are never many more of them than wanted ones.
/// </summary>
/// <param name="isWanted">Whether a deadline still holds; all do where it is not given.</param>
public sealed class DeadlineQueue<TSubject>(Func<TSubject, Instant, bool>? isWanted = null)
{
    private const int SmallEnough = 1024;

    private readonly PriorityQueue<TSubject, (Instant At, long Order)> _queue = new();
    private long _order;
    private int _pruneAt = SmallEnough;

    /// <summary>How many deadlines wait, wanted or not.</summary>
    public int Count => _queue.Count;

    /// <summary>The soonest deadline, or <see cref="Instant.Never"/>.</summary>
    public Instant Soonest => _queue.TryPeek(out _, out var priority) ? priority.At : Instant.Never;

    /// <summary>Adds a deadline for the subject.</summary>
    public void Add(TSubject subject, Instant at)
    {
        if (_queue.Count >= _pruneAt)
            Prune();
        _queue.Enqueue(subject, (at, _order++));
    }

    /// <summary>Takes the soonest deadline out when it is due.</summary>
    public bool TryTakeDue(Instant now, out TSubject subject, out Instant at)
    {
        if (_queue.TryPeek(out subject!, out var priority) && priority.At <= now)
        {
            at = priority.At;
            _queue.Dequeue();
            return true;
        }

        at = Instant.Never;
        return false;
    }

    /// <summary>Throws away what is not wanted; next when there are twice as many, so that an addition costs little on average.</summary>
    private void Prune()
    {
        var wanted = _queue.UnorderedItems.Where(item => isWanted?.Invoke(item.Element, item.Priority.At) != false).ToArray();
        _queue.Clear();
        _queue.EnqueueRange(wanted);
        _pruneAt = Math.Max(SmallEnough, 2 * _queue.Count);
    }
}
