namespace MesosOperator.AgentRuntime.Fetching;

/// <summary>
/// Downloads that several tasks want, in a folder of the agent's own: each downloaded once for all who ask meanwhile, kept as
/// long as there is room, the one least recently asked for given up first. What a task is using stays. It begins empty.
/// </summary>
internal sealed class FetchCache
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _unused = new();
    private readonly string _folder;
    private readonly long _capacity;
    private long _kept;
    private long _drawn;

    /// <param name="folder">Emptied.</param>
    /// <param name="capacity">Bytes that may be kept.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public FetchCache(string folder, long capacity)
    {
        (_folder, _capacity) = (folder, capacity);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The file, once it is there; it stays until the lease is disposed.</summary>
    /// <param name="key">Equal keys are equal files.</param>
    /// <param name="download">Writes the file; told the bytes it may have.</param>
    /// <param name="stop">Gives up this wish alone.</param>
    /// <exception cref="FetchException">The download failed, for everybody who waited for it.</exception>
    public async Task<Lease> TakeAsync(string key, Func<FileStream, long, CancellationToken, Task> download, CancellationToken stop)
    {
        Entry? entry;
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out entry))
                _entries.Add(key, entry = Begin(key, download));
            if (entry.UserCount++ == 0)
                _unused.Remove(entry);
        }

        try
        {
            await entry.Downloading.WaitAsync(stop);
            return new Lease(this, entry);
        }
        catch
        {
            Release(entry);
            throw;
        }
    }

    private Entry Begin(string key, Func<FileStream, long, CancellationToken, Task> download)
    {
        var entry = new Entry(key, Path.Combine(_folder, $"{_drawn++}"));
        entry.Downloading = Task.Run(async () =>
        {
            await using var file = new FileStream(entry.Path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 0);
            await download(file, _capacity, entry.Cancellation.Token);
            lock (_gate)
                _kept += entry.Size = file.Length;
        });
        return entry;
    }

    private void Release(Entry entry)
    {
        lock (_gate)
        {
            if (--entry.UserCount > 0)
                return;
            if (entry.Downloading.IsCompletedSuccessfully)
                _unused.AddLast(entry);
            else
                Abandon(entry);
            while (_kept > _capacity && _unused.First is { } oldest)
            {
                _unused.RemoveFirst();
                _kept -= oldest.Value.Size;
                Abandon(oldest.Value);
            }
        }
    }

    /// <summary>Its file goes when nobody writes to it any more.</summary>
    private void Abandon(Entry entry)
    {
        _entries.Remove(entry.Key);
        entry.Cancellation.Cancel();
        _ = entry.Downloading.ContinueWith(_ => File.Delete(entry.Path), TaskScheduler.Default);
    }

    /// <summary>A file of the cache that somebody uses.</summary>
    internal sealed class Lease(FetchCache cache, Entry entry) : IDisposable
    {
        public string Path => entry.Path;

        public void Dispose() => cache.Release(entry);
    }

    internal sealed class Entry(string key, string path)
    {
        public string Key => key;

        public string Path => path;

        public Task Downloading { get; set; } = Task.CompletedTask;

        public CancellationTokenSource Cancellation { get; } = new();

        public int UserCount { get; set; }

        /// <summary>Bytes, once it is whole.</summary>
        public long Size { get; set; }
    }
}
