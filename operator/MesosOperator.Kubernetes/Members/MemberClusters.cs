using System.Collections.Concurrent;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Connections;

namespace MesosOperator.Kubernetes.Members;

/// <summary>The member clusters of a term of leadership, each of which runs for itself. Any thread may use it.</summary>
internal sealed class MemberClusters(MemberParts parts)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly MemberRegister _register = new();

    /// <summary>Told of clusters about which something has changed.</summary>
    public event Action<ResourceKey> Changed = _ => { };

    /// <summary>The cluster of an object; null where it was not begun.</summary>
    public MemberCluster? Find(string name) => _entries.TryGetValue(name, out var entry) ? entry.Cluster : null;

    /// <summary>Which clusters objects say they have stood for.</summary>
    public void Remember(IReadOnlyList<MemberClaim> claims) => _register.Remember(claims);

    /// <summary>
    /// Has a cluster run as it is wanted: what runs with other settings, which the fingerprint tells, is ended before; other
    /// credentials are given to what runs.
    /// </summary>
    public async Task EnsureAsync(MemberSettings settings, string fingerprint, MemberAccess access)
    {
        if (_entries.TryGetValue(settings.Name, out var present) && present.Fingerprint == fingerprint)
        {
            present.Cluster.Renew(access);
            return;
        }

        await EndAsync(settings.Name);
        var cluster = new MemberCluster(settings, access, _register, parts);
        cluster.Changed += () => Changed(new("", settings.Name));
        var stop = new CancellationTokenSource();
        _entries[settings.Name] = new Entry(cluster, fingerprint, stop, cluster.RunAsync(stop.Token));
    }

    /// <summary>Ends a cluster: its agents lose their links, and what runs there goes on.</summary>
    public async Task EndAsync(string name)
    {
        if (!_entries.TryRemove(name, out var entry))
            return;
        entry.Stop.Cancel();
        await entry.Running;
        entry.Stop.Dispose();
    }

    /// <summary>The agents of a cluster that has ended leave; they may come again.</summary>
    public Task LeaveAsync(string name, CancellationToken stop) => MemberAgents.LeaveAsync(parts, name, _ => true, stop);

    /// <summary>The agents of a cluster that has ended are gone for good, with whatever they run.</summary>
    public Task MarkGoneAsync(string name, CancellationToken stop) => MemberAgents.MarkGoneAsync(parts, name, stop);

    /// <summary>Ends all of them at once.</summary>
    public Task EndAllAsync() => Task.WhenAll(_entries.Keys.Select(EndAsync));

    private sealed record Entry(MemberCluster Cluster, string Fingerprint, CancellationTokenSource Stop, Task Running);
}
