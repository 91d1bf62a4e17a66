using System.Collections.Concurrent;

namespace MesosOperator.AgentRuntime.Disks;

/// <summary>The folders of one run that are looked at, and what they took when they were.</summary>
internal sealed class WatchedRun(IReadOnlyList<WatchedFolder> folders)
{
    private readonly ConcurrentDictionary<string, long> _used = new(StringComparer.Ordinal);

    public IReadOnlyList<WatchedFolder> Folders => folders;

    /// <summary>Bytes; null: nobody has looked yet, or it cannot be measured.</summary>
    public long? UsedBy(string folder) => _used.TryGetValue(folder, out var used) ? used : null;

    public void Note(WatchedFolder folder, long used) => _used[folder.Path] = used;
}
