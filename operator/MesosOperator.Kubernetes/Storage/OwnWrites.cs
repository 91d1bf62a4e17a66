using System.Collections.Concurrent;
using System.Globalization;
using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Reconciling.Informers;

namespace MesosOperator.Kubernetes.Storage;

/// <summary>
/// What was written of objects and the cache has not seen yet: who writes one thing twice in a row must know of the first
/// time at the second. Forgets an object when the cache has it, and when a write of it fails.
/// </summary>
internal sealed class OwnWrites<T> where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ConcurrentDictionary<string, T> _written = new(StringComparer.Ordinal);

    /// <summary>Follows a cache for as long as that lives; what an object stands for is found in it once it is there.</summary>
    public OwnWrites(Informer<T> informer, Func<T, string?> subjectOf) => informer.Subscribe(change =>
    {
        if (subjectOf(change.Resource) is { } subject && _written.TryGetValue(subject, out var mine)
            && (change.Kind == ChangeKind.Deleted || VersionOf(change.Resource) >= VersionOf(mine)))
            _written.TryRemove(new(subject, mine));
    });

    /// <summary>The newer of what the cache knows and what was written.</summary>
    public T? Newest(string subject, T? cached) =>
        _written.TryGetValue(subject, out var mine) && (cached is null || VersionOf(cached) < VersionOf(mine)) ? mine : cached;

    /// <summary>Writes, and remembers what the server answers.</summary>
    public async Task<T> WriteAsync(string subject, Task<T> write)
    {
        try
        {
            return _written[subject] = await write;
        }
        catch (ApiServerException)
        {
            Forget(subject);
            throw;
        }
    }

    /// <summary>Trusts the cache again.</summary>
    public void Forget(string subject) => _written.TryRemove(subject, out _);

    /// <summary>Servers count versions up; one that does not is believed to be newer always.</summary>
    private static long VersionOf(T resource) =>
        long.TryParse(resource.Metadata.ResourceVersion, CultureInfo.InvariantCulture, out var version) ? version : long.MaxValue;
}
