using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Caches;

/// <summary>Which of several objects counts that claim the same: the one that was there first.</summary>
internal static class Seniority
{
    public static T? Oldest<T>(IEnumerable<T> resources) where T : class, IKubernetesObject<V1ObjectMeta> =>
        resources.OrderBy(resource => resource.Metadata.CreationTimestamp).ThenBy(resource => ResourceKey.Of(resource)).FirstOrDefault();
}
