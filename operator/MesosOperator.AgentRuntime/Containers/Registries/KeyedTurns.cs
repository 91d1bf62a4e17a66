namespace MesosOperator.AgentRuntime.Containers.Registries;

/// <summary>One at a time for each name.</summary>
internal sealed class KeyedTurns
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn, which ends with the disposal of what is returned.</summary>
    public async Task<IDisposable> TakeAsync(string name, CancellationToken stop)
    {
        Entry entry;
        lock (_entries)
        {
            if (!_entries.TryGetValue(name, out entry!))
                _entries[name] = entry = new Entry();
            entry.Waiting++;
        }

        try
        {
            await entry.Gate.WaitAsync(stop);
            return new Turn(this, name, entry);
        }
        catch
        {
            Leave(name, entry);
            throw;
        }
    }

    private void Leave(string name, Entry entry)
    {
        lock (_entries)
        {
            if (--entry.Waiting == 0)
                _entries.Remove(name);
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public int Waiting { get; set; }
    }

    private sealed class Turn(KeyedTurns turns, string name, Entry entry) : IDisposable
    {
        public void Dispose()
        {
            entry.Gate.Release();
            turns.Leave(name, entry);
        }
    }
}
