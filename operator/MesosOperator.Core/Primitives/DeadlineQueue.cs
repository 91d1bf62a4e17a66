namespace MesosOperator.Core.Primitives;

/// <summary>
/// Deadlines in the order of their time, ties in the order of arrival. Cancelling is the owner's business:
/// whoever takes a deadline out compares it with the one that its subject holds now.
/// </summary>
public sealed class DeadlineQueue<TSubject>
{
    private readonly PriorityQueue<TSubject, (Instant At, long Order)> _queue = new();
    private long _order;

    /// <summary>The soonest deadline, or <see cref="Instant.Never"/>.</summary>
    public Instant Soonest => _queue.TryPeek(out _, out var priority) ? priority.At : Instant.Never;

    /// <summary>Adds a deadline for the subject.</summary>
    public void Add(TSubject subject, Instant at) => _queue.Enqueue(subject, (at, _order++));

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
}
