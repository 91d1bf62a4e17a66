using System.Collections.Immutable;
using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Reconciling.Informers;

/// <summary>Finds objects by something they say, such as the framework a task belongs to. May be asked by any thread.</summary>
internal sealed class ResourceIndex<T>(Func<T, IEnumerable<string>> valuesOf) where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Dictionary<string, ImmutableSortedDictionary<ResourceKey, T>> _byValue = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>The objects that say a value, in the order of their keys.</summary>
    public IReadOnlyDictionary<ResourceKey, T> Find(string value)
    {
        lock (_gate)
            return _byValue.GetValueOrDefault(value, ImmutableSortedDictionary<ResourceKey, T>.Empty);
    }

    public void Replace(T? before, T? after)
    {
        lock (_gate)
        {
            foreach (var value in before is null ? [] : valuesOf(before))
                if (_byValue[value].Remove(ResourceKey.Of(before!)) is { IsEmpty: false } rest)
                    _byValue[value] = rest;
                else
                    _byValue.Remove(value);
            foreach (var value in after is null ? [] : valuesOf(after))
                _byValue[value] = _byValue.GetValueOrDefault(value, ImmutableSortedDictionary<ResourceKey, T>.Empty)
                    .SetItem(ResourceKey.Of(after!), after!);
        }
    }
}
