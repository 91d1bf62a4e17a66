namespace MesosOperator.Kubernetes.Access;

/// <summary>
/// Lets so many in at once and so many more wait, first come, first served. Not a semaphore of the library: that one
/// continues on the thread pool.
/// </summary>
internal sealed class ReviewSlots(int atOnce, int waitingMax)
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private int _free = atOnce;

    /// <summary>Completes when it is one's turn; null when too many wait.</summary>
    public Task? Enter()
    {
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return Task.CompletedTask;
            }

            if (_waiting.Count >= waitingMax)
                return null;
            var turn = new TaskCompletionSource();
            _waiting.Enqueue(turn);
            return turn.Task;
        }
    }

    /// <summary>Makes room for the next.</summary>
    public void Leave()
    {
        TaskCompletionSource? next;
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out next))
                _free++;
        }

        next?.SetResult();
    }
}
