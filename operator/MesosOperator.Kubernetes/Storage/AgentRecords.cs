using System.Collections.Immutable;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Crds;
using MesosOperator.Crds.Agents;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Permissions;

namespace MesosOperator.Kubernetes.Storage;

/// <summary>Keeps agents in their objects, whose names come from their hosts.</summary>
internal sealed class AgentRecords(ClusterCaches caches, ResourceClient<V1Alpha1Agent> client)
{
    /// <summary>What it asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions =
    [
        Permission.InCluster(ApiGroup.Name, "agents", "create", "patch", "delete"),
        Permission.InCluster(ApiGroup.Name, "agents/status", "patch"),
    ];

    private readonly ServerSideApply<V1Alpha1Agent> _writer = new(client);
    private readonly OwnWrites<V1Alpha1Agent> _mine = new(caches.Agents.Informer, agent => agent.Status?.Id);

    /// <summary>Keeps who an agent is; what is kept so already is not written again.</summary>
    public Task KeepAsync(AgentId id, AgentInfo info, CancellationToken stop) => KeepAsync(id, info, AgentDuty.Active, stop);

    /// <summary>Keeps who an agent is; an object that has to be made for it wants a duty of it.</summary>
    public async Task KeepAsync(AgentId id, AgentInfo info, AgentDuty duty, CancellationToken stop)
    {
        var found = Find(id);
        var known = found ?? await MakeAsync(id, info.Hostname, duty, stop);
        var began = new V1Alpha1AgentStatus
        {
            DrainStartedAt = found is null ? DrainStartOf(duty) : known.Status?.DrainStartedAt,
            Epoch = known.Status?.Epoch,
            GivenUp = known.Status?.GivenUp,
            Kept = known.Status?.Kept,
        };
        await KeepStatusAsync(known, known.Status is null ? null : OwnPart(known.Status), AgentMapping.Describe(began, id.Value, info), stop);
    }

    /// <summary>Keeps what is wanted of an agent where users want it, in its spec, and since when it is drained.</summary>
    public async Task KeepAsync(AgentId id, AgentDuty duty, CancellationToken stop)
    {
        if (Find(id) is not { } known)
            return;
        if (AgentMapping.Want(known.Spec, duty) is { } wanted && wanted != known.Spec)
            known = await WantAsync(known, id, wanted, stop);
        if (known.Status is { Id: not null } status)
            await KeepStatusAsync(known, OwnPart(status), OwnPart(status) with { DrainStartedAt = DrainStartOf(duty) }, stop);
    }

    /// <summary>Keeps what of an agent nobody else knows.</summary>
    public async Task KeepAsync(AgentId id, AgentBooks books, CancellationToken stop)
    {
        if (Find(id) is { Status: { Id: not null } status } known)
            await KeepStatusAsync(known, OwnPart(status), AgentBooksMapping.Describe(OwnPart(status), books), stop);
    }

    /// <summary>Keeps that an agent may never come back.</summary>
    public async Task KeepGoneAsync(AgentId id, Instant at, CancellationToken stop)
    {
        var known = Find(id) ?? await MakeAsync(id, "gone", AgentDuty.Active, stop);
        await KeepStatusAsync(known, null, OwnPart(known.Status ?? new()) with { Id = id.Value, GoneAt = Times.Of(at) }, stop);
    }

    /// <summary>Forgets an agent that left.</summary>
    public async Task RemoveAsync(AgentId id, CancellationToken stop)
    {
        if (Find(id) is not { } known)
            return;
        _mine.Forget(id.Value);
        await client.DeleteAsync(ResourceKey.Of(known), stop);
    }

    private V1Alpha1Agent? Find(AgentId id) => _mine.Newest(id.Value, caches.AgentOf(id));

    private Task<V1Alpha1Agent> MakeAsync(AgentId id, string hostname, AgentDuty duty, CancellationToken stop) => _mine.WriteAsync(id.Value, _writer.ApplyAsync(
        new V1Alpha1Agent
        {
            Metadata = new V1ObjectMeta { Name = ObjectNames.Of(id, hostname) },
            Spec = AgentMapping.Want(new V1Alpha1AgentSpec(), duty),
        },
        stop));

    private Task<V1Alpha1Agent> WantAsync(V1Alpha1Agent known, AgentId id, V1Alpha1AgentSpec wanted, CancellationToken stop)
    {
        var spec = new JsonObject
        {
            ["deactivated"] = wanted.Deactivated,
            ["drain"] = wanted.Drain is null ? null : JsonNode.Parse(KubernetesJson.Serialize(wanted.Drain)),
        };
        return _mine.WriteAsync(id.Value, client.PatchAsync(ResourceKey.Of(known), "", ResourcePatch.Merge(new() { ["spec"] = spec }), stop));
    }

    private Task KeepStatusAsync(V1Alpha1Agent known, V1Alpha1AgentStatus? present, V1Alpha1AgentStatus wanted, CancellationToken stop) =>
        _mine.WriteAsync(wanted.Id!, _writer.KeepStatusAsync(known, present, wanted, stop));

    private static DateTimeOffset? DrainStartOf(AgentDuty duty) => duty.IsDrain ? Times.Of(duty.Since) : null;

    /// <summary>The part of a status that is kept here; the rest is the controller's.</summary>
    private static V1Alpha1AgentStatus OwnPart(V1Alpha1AgentStatus status) => new()
    {
        Id = status.Id,
        Identity = status.Identity,
        Source = status.Source,
        Hostname = status.Hostname,
        Address = status.Address,
        Port = status.Port,
        Version = status.Version,
        Attributes = status.Attributes,
        Region = status.Region,
        Zone = status.Zone,
        Total = status.Total,
        DrainStartedAt = status.DrainStartedAt,
        GoneAt = status.GoneAt,
        Epoch = status.Epoch,
        GivenUp = status.GivenUp,
        Kept = status.Kept,
    };
}
