using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Reconciling.Informers;

/// <summary>Which objects an informer follows, and how patiently.</summary>
internal sealed record InformerOptions
{
    /// <summary>Which objects.</summary>
    public ResourceQuery Query { get; init; } = new();

    /// <summary>How many objects a page of a list holds: a page is read as a whole, and all kinds are listed at once.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>How often all objects are handed out again; zero is never.</summary>
    public TimeSpan ResyncPeriod { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A watch that is silent so long is taken for dead. Servers send a bookmark each minute or so.</summary>
    public TimeSpan WatchIdleMax { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>After so many failures in a row to watch, the informer lists again.</summary>
    public int WatchFailuresMax { get; init; } = 5;

    /// <summary>More objects are not followed: the informer knows nothing anew before there are fewer.</summary>
    public int ObjectsMax { get; init; } = int.MaxValue;

    /// <summary>What to leave out of each object before it is kept; as it is, who owns which field.</summary>
    public Action<IKubernetesObject<V1ObjectMeta>> Trim { get; init; } = resource => resource.Metadata.ManagedFields = null;
}
