using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Objects;

/// <summary>
/// Makes objects as wanted by server-side apply, as the client's field manager: what was applied before and is no longer
/// wanted goes, and what others manage stays.
/// </summary>
internal sealed class ServerSideApply<T>(ResourceClient<T> client) where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>
    /// Creates the object or changes it to be as said; <see cref="ApiFailure.Conflict"/> when another manager wants a field
    /// otherwise. What the server alone decides is left out.
    /// </summary>
    public Task<T> ApplyAsync(T wanted, CancellationToken stop)
    {
        var body = JsonNode.Parse(KubernetesJson.Serialize(wanted))!.AsObject();
        body["apiVersion"] = client.Kind.ApiVersion;
        body["kind"] = client.Kind.Kind;
        body.Remove("status");
        var metadata = body["metadata"]!.AsObject();
        foreach (var name in (string[])["managedFields", "creationTimestamp", "generation"])
            metadata.Remove(name);
        return client.PatchAsync(ResourceKey.Of(wanted), "", ResourcePatch.Apply(body), stop);
    }

    /// <summary>
    /// Makes the status of an object as said unless it is so already, and returns whether it had to. A status is the
    /// operator's own: what others wrote into it is taken over.
    /// </summary>
    public async Task<bool> ApplyStatusAsync<TStatus>(T resource, TStatus? present, TStatus wanted, CancellationToken stop)
        where TStatus : class
    {
        if (JsonNode.DeepEquals(ToNode(present), ToNode(wanted)))
            return false;
        await ApplyStatusAsync(resource, wanted, stop);
        return true;
    }

    /// <summary>Makes the status of an object as said and returns the object as it is then, unless the status is so already.</summary>
    public async Task<T> KeepStatusAsync<TStatus>(T resource, TStatus? present, TStatus wanted, CancellationToken stop)
        where TStatus : class =>
        JsonNode.DeepEquals(ToNode(present), ToNode(wanted)) ? resource : await ApplyStatusAsync(resource, wanted, stop);

    private Task<T> ApplyStatusAsync<TStatus>(T resource, TStatus wanted, CancellationToken stop) where TStatus : class
    {
        var body = new JsonObject
        {
            ["apiVersion"] = client.Kind.ApiVersion,
            ["kind"] = client.Kind.Kind,
            ["metadata"] = new JsonObject { ["name"] = resource.Metadata.Name, ["uid"] = resource.Metadata.Uid },
            ["status"] = ToNode(wanted),
        };
        return client.PatchAsync(ResourceKey.Of(resource), "status", ResourcePatch.ApplyOwn(body), stop);
    }

    private static JsonNode? ToNode(object? value) => value is null ? null : JsonNode.Parse(KubernetesJson.Serialize(value));
}
