using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Objects;

/// <summary>Holds back the deletion of objects until the world has followed; its name is <c>mesosoperator.io/purpose</c>.</summary>
internal sealed class Finalizer<T>(ResourceClient<T> client, string name) where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Whether this one holds an object.</summary>
    public bool Holds(T resource) => resource.Metadata.Finalizers?.Contains(name) == true;

    /// <summary>Holds an object from now on, unless it is being deleted: then it is too late. Returns the object as it is now.</summary>
    public Task<T> AddAsync(T resource, CancellationToken stop) =>
        Holds(resource) || resource.Metadata.DeletionTimestamp is not null
            ? Task.FromResult(resource)
            : SetAsync(resource, [.. resource.Metadata.Finalizers ?? [], name], stop);

    /// <summary>Lets an object go. One that is gone already is fine.</summary>
    public async Task RemoveAsync(T resource, CancellationToken stop)
    {
        if (!Holds(resource))
            return;
        try
        {
            await SetAsync(resource, [.. resource.Metadata.Finalizers.Where(finalizer => finalizer != name)], stop);
        }
        catch (ApiServerException e) when (e.Failure == ApiFailure.NotFound)
        {
            // Somebody else let it go.
        }
    }

    /// <summary>The list is replaced as a whole, so only when nobody else has changed the object since.</summary>
    private Task<T> SetAsync(T resource, string[] finalizers, CancellationToken stop)
    {
        var metadata = new JsonObject
        {
            ["resourceVersion"] = resource.Metadata.ResourceVersion,
            ["finalizers"] = new JsonArray([.. finalizers.Select(finalizer => (JsonNode)finalizer)]),
        };
        return client.PatchAsync(ResourceKey.Of(resource), "", ResourcePatch.Merge(new() { ["metadata"] = metadata }), stop);
    }
}
