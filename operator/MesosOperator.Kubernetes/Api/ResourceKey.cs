using k8s;
using k8s.Models;

namespace MesosOperator.Kubernetes.Api;

/// <summary>Which object of a kind; the namespace of a cluster-wide one is empty.</summary>
internal readonly record struct ResourceKey(string Namespace, string Name) : IComparable<ResourceKey>
{
    /// <summary>The key of an object.</summary>
    public static ResourceKey Of(IMetadata<V1ObjectMeta> resource) =>
        new(resource.Metadata.NamespaceProperty ?? "", resource.Metadata.Name);

    /// <summary>By namespace, then by name.</summary>
    public int CompareTo(ResourceKey other) =>
        string.CompareOrdinal(Namespace, other.Namespace) is var order and not 0 ? order : string.CompareOrdinal(Name, other.Name);

    /// <inheritdoc/>
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
