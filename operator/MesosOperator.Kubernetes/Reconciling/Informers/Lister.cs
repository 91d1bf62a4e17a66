using System.Collections.Immutable;
using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Reconciling.Informers;

/// <summary>
/// The objects of a kind as they were last seen. May be read by any thread; an object that it gives is shared and must
/// not be changed. Only its informer writes.
/// </summary>
internal sealed class Lister<T> where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _gate = new();
    private ImmutableArray<ResourceIndex<T>> _indexes = [];
    private volatile ImmutableSortedDictionary<ResourceKey, T> _resources = ImmutableSortedDictionary<ResourceKey, T>.Empty;

    /// <summary>All objects at one moment, in the order of their keys.</summary>
    public ImmutableSortedDictionary<ResourceKey, T> All => _resources;

    /// <summary>One object; null when it was not seen.</summary>
    public T? Find(ResourceKey key) => _resources.GetValueOrDefault(key);

    /// <summary>Keeps an index from now on, over what is here already too. Values of one object differ from each other.</summary>
    public ResourceIndex<T> IndexBy(Func<T, IEnumerable<string>> valuesOf)
    {
        var index = new ResourceIndex<T>(valuesOf);
        lock (_gate)
        {
            foreach (var resource in _resources.Values)
                index.Replace(null, resource);
            _indexes = _indexes.Add(index);
        }
        return index;
    }

    /// <summary>Takes a new state of an object.</summary>
    internal void Store(T resource)
    {
        lock (_gate)
        {
            var key = ResourceKey.Of(resource);
            var before = _resources.GetValueOrDefault(key);
            _resources = _resources.SetItem(key, resource);
            foreach (var index in _indexes)
                index.Replace(before, resource);
        }
    }

    /// <summary>Forgets an object and returns its last state; null when it was not here.</summary>
    internal T? Remove(ResourceKey key)
    {
        lock (_gate)
        {
            if (!_resources.TryGetValue(key, out var before))
                return null;
            _resources = _resources.Remove(key);
            foreach (var index in _indexes)
                index.Replace(before, null);
            return before;
        }
    }
}
