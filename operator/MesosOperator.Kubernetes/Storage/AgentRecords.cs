using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Crds.Agents;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;

namespace MesosOperator.Kubernetes.Storage;

/// <summary>Keeps agents in their objects, whose names come from their hosts.</summary>
internal sealed class AgentRecords(ClusterCaches caches, ResourceClient<V1Alpha1Agent> client)
{
    private readonly ServerSideApply<V1Alpha1Agent> _writer = new(client);

    /// <summary>Keeps who an agent is; what is kept so already is not written again.</summary>
    public async Task KeepAsync(AgentId id, AgentInfo info, CancellationToken stop)
    {
        var known = caches.AgentOf(id) ?? await MakeAsync(id, info.Hostname, stop);
        await _writer.ApplyStatusAsync(
            known, known.Status is null ? null : OwnPart(known.Status), AgentMapping.Describe(new V1Alpha1AgentStatus(), id.Value, info), stop);
    }

    /// <summary>Keeps what is wanted of an agent where users want it: in its spec.</summary>
    public async Task KeepAsync(AgentId id, AgentDuty duty, CancellationToken stop)
    {
        if (caches.AgentOf(id) is not { } known || AgentMapping.Want(known.Spec, duty) is not { } wanted || wanted == known.Spec)
            return;
        var spec = new JsonObject
        {
            ["deactivated"] = wanted.Deactivated,
            ["drain"] = wanted.Drain is null ? null : JsonNode.Parse(KubernetesJson.Serialize(wanted.Drain)),
        };
        await client.PatchAsync(ResourceKey.Of(known), "", ResourcePatch.Merge(new() { ["spec"] = spec }), stop);
    }

    /// <summary>Keeps that an agent may never come back.</summary>
    public async Task KeepGoneAsync(AgentId id, Instant at, CancellationToken stop)
    {
        var known = caches.AgentOf(id) ?? await MakeAsync(id, "gone", stop);
        await _writer.ApplyStatusAsync(
            known, known.Status, OwnPart(known.Status ?? new()) with { Id = id.Value, GoneAt = Times.Of(at) }, stop);
    }

    /// <summary>Forgets an agent that left.</summary>
    public async Task RemoveAsync(AgentId id, CancellationToken stop)
    {
        if (caches.AgentOf(id) is { } known)
            await client.DeleteAsync(ResourceKey.Of(known), stop);
    }

    private Task<V1Alpha1Agent> MakeAsync(AgentId id, string hostname, CancellationToken stop) => _writer.ApplyAsync(
        new V1Alpha1Agent { Metadata = new V1ObjectMeta { Name = ObjectNames.Of(id, hostname) } }, stop);

    /// <summary>The part of a status that is kept here; the rest is the controller's.</summary>
    private static V1Alpha1AgentStatus OwnPart(V1Alpha1AgentStatus status) => new()
    {
        Id = status.Id,
        Source = status.Source,
        Hostname = status.Hostname,
        Address = status.Address,
        Port = status.Port,
        Version = status.Version,
        Attributes = status.Attributes,
        Region = status.Region,
        Zone = status.Zone,
        Total = status.Total,
        GoneAt = status.GoneAt,
    };
}
