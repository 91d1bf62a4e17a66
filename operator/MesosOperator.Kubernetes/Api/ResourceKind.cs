using System.Reflection;
using k8s;
using k8s.Models;

namespace MesosOperator.Kubernetes.Api;

/// <summary>A kind of object and where the API server keeps it; the core group's name is empty.</summary>
internal sealed record ResourceKind(string Group, string Version, string Kind, string Plural)
{
    /// <summary>As objects and manifests say it: <c>v1</c>, <c>apps/v1</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The kind of a type, from its <see cref="KubernetesEntityAttribute"/>.</summary>
    public static ResourceKind Of<T>() where T : IKubernetesObject
    {
        var entity = typeof(T).GetCustomAttribute<KubernetesEntityAttribute>()
            ?? throw new ArgumentException($"{typeof(T).Name} has no {nameof(KubernetesEntityAttribute)}.");
        return new(entity.Group ?? "", entity.ApiVersion, entity.Kind, entity.PluralName);
    }

    /// <summary>The path of all objects of a namespace, or of all there are when it is empty.</summary>
    internal string CollectionPath(string @namespace)
    {
        var root = Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}";
        return @namespace.Length == 0 ? $"{root}/{Plural}" : $"{root}/namespaces/{Uri.EscapeDataString(@namespace)}/{Plural}";
    }

    /// <summary>The path of one object, or of a part of it such as its status.</summary>
    internal string ObjectPath(ResourceKey key, string subresource = "")
    {
        var path = $"{CollectionPath(key.Namespace)}/{Uri.EscapeDataString(key.Name)}";
        return subresource.Length == 0 ? path : $"{path}/{subresource}";
    }
}
