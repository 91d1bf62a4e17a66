using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Reconciling.Informers;

namespace MesosOperator.Kubernetes.Caches;

/// <summary>One kind: what is known of it, and how to change it.</summary>
internal sealed class ResourceCache<T>(ResourceClient<T> client, Informer<T> informer) where T : class, IKubernetesObject<V1ObjectMeta>
{
    public ResourceClient<T> Client { get; } = client;

    public Informer<T> Informer { get; } = informer;

    public Lister<T> Lister => Informer.Lister;

    public ServerSideApply<T> Writer { get; } = new(client);

    /// <summary>Everything as the server has it now, whatever the informer has seen.</summary>
    public async Task<IReadOnlyList<T>> ReadAllAsync(CancellationToken stop)
    {
        const int pageSize = 200;
        var all = new List<T>();
        var continuation = "";
        do
        {
            var page = await Client.ListAsync(new ResourceQuery(), pageSize, continuation, stop);
            all.AddRange(page.Items);
            continuation = page.Continue;
        }
        while (continuation.Length > 0);
        return all;
    }
}
