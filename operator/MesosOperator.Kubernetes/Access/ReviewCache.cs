using MesosOperator.Core.Primitives;

namespace MesosOperator.Kubernetes.Access;

/// <summary>
/// Remembers answers for as long as they are believed, and asks a question once however many want to know at the same
/// time. Holds so many answers and forgets the oldest first.
/// </summary>
internal sealed class ReviewCache<TKey, TAnswer>(int capacity, Func<TAnswer, TimeSpan> believed, TimeProvider time)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly LinkedMap<TKey, Entry> _entries = [];

    /// <summary>How many answers are held, those included that are still waited for.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    /// <summary>
    /// The answer to a question. Who asked first may leave (<paramref name="stop"/>) without harm to the others, so
    /// <paramref name="ask"/> must end by itself.
    /// </summary>
    public Task<TAnswer> GetAsync(TKey key, Func<Task<TAnswer>> ask, CancellationToken stop)
    {
        Entry entry;
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var known) && !IsOver(known))
                return known.Answer.Task.WaitAsync(stop);
            _entries.Remove(key);
            if (_entries.Count >= capacity)
                _entries.Remove(_entries.First.Key);
            entry = new Entry();
            _entries.Add(key, entry);
        }

        _ = FillAsync(key, entry, ask);
        return entry.Answer.Task.WaitAsync(stop);
    }

    private bool IsOver(Entry entry) => entry.Until is { } until && time.GetUtcNow() >= until;

    private async Task FillAsync(TKey key, Entry entry, Func<Task<TAnswer>> ask)
    {
        try
        {
            var answer = await ask();
            lock (_gate)
                entry.Until = time.GetUtcNow() + believed(answer);
            entry.Answer.SetResult(answer);
        }
        catch (Exception fault)
        {
            lock (_gate)
            {
                if (_entries.TryGetValue(key, out var present) && present == entry)
                    _entries.Remove(key);
            }

            entry.Answer.SetException(fault);
        }
    }

    private sealed class Entry
    {
        public TaskCompletionSource<TAnswer> Answer { get; } = new();

        /// <summary>Null while the answer is not there.</summary>
        public DateTimeOffset? Until { get; set; }
    }
}
