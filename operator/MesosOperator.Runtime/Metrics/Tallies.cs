namespace MesosOperator.Runtime.Metrics;

/// <summary>Counters by name, counted by one and read by anybody.</summary>
internal sealed class Tallies
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Starts at nothing, so that the name is there before anything is counted.</summary>
    public void Begin(string name)
    {
        lock (_lock)
            _counts.TryAdd(name, 0);
    }

    public void Count(string name, long more = 1)
    {
        lock (_lock)
            _counts[name] = _counts.GetValueOrDefault(name) + more;
    }

    /// <summary>Forgets all names that begin so.</summary>
    public void Forget(string prefix)
    {
        lock (_lock)
            foreach (var name in _counts.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToArray())
                _counts.Remove(name);
    }

    public IReadOnlyList<KeyValuePair<string, long>> Read()
    {
        lock (_lock)
            return [.. _counts];
    }
}
