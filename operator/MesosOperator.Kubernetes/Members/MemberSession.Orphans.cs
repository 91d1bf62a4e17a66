using System.Text.Json.Nodes;
using k8s.Models;
using MesosOperator.Crds;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Inventory;
using MesosOperator.Kubernetes.Members.Pods;
using MesosOperator.Kubernetes.Members.Tasks;

namespace MesosOperator.Kubernetes.Members;

/// <content>Pods of ours that belong to nobody any more, and agents whose nodes went while nobody looked.</content>
internal sealed partial class MemberSession
{
    /// <summary>Since when which Pods belong to nobody.</summary>
    private readonly Dictionary<string, DateTimeOffset> _orphans = new(StringComparer.Ordinal);

    /// <summary>Why a Pod belongs to nobody; null where it belongs to an agent, or to somebody else, or is none.</summary>
    private string? OrphanOf(string name, MemberTask? task, V1Pod? pod)
    {
        var why = pod is null ? null : ReasonToCollect(task, pod);
        if (why is null)
            lock (_gate)
                _orphans.Remove(name);
        return why;
    }

    private string? ReasonToCollect(MemberTask? task, V1Pod pod)
    {
        var isOurs = pod.Metadata.Labels is { } labels && labels.TryGetValue(Labels.ManagedBy, out var manager) && manager == Labels.Manager;
        var isLetGo = pod.Metadata.DeletionTimestamp is not null && pod.Metadata.Finalizers?.Contains(Finalizers.Report) != true;
        return !isOurs || isLetGo ? null
            : task is null ? "what it was ordered for cannot be read"
            : pod.Spec.NodeName is not { Length: > 0 } place ? null
            : _nodes.Lister.Find(new("", place)) is not { } node || node.Metadata.Uid != task.Order.AgentId.Value ? "its node is gone"
            : task.Ending is null && !NodeReader.IsSelected(node, _settings.Spec) ? "its node is in the pool no more"
            : null;
    }

    /// <summary>Leaves it alone for a while, then ends it and lets it go.</summary>
    private async Task<TimeSpan?> CollectAsync(MemberTask? task, V1Pod pod, string why, CancellationToken stop)
    {
        var name = pod.Metadata.Name;
        if (LeftOf(name, why) is { } wait)
            return wait;
        if (pod.Metadata.Finalizers?.Contains(Finalizers.Report) == true)
            await _pods.PatchAsync(new(pod.Metadata.NamespaceProperty, name), "", ResourcePatch.Merge(new() { ["metadata"] = new JsonObject { ["finalizers"] = null } }), stop);
        await _pods.EndAsync(new(pod.Metadata.NamespaceProperty, name), pod.Metadata.Uid, null, stop);
        MemberLog.Collected(_log, _settings.Name, name, why);
        _parts.Metrics.OrphanCollected("no-owner");
        lock (_gate)
        {
            _orphans.Remove(name);
            task?.End(PodEnding.Unwanted, null);
        }

        Changed();
        return null;
    }

    /// <summary>How long the Pod is still left alone; null when its time is over.</summary>
    private TimeSpan? LeftOf(string name, string why)
    {
        var now = _parts.Time.GetUtcNow();
        lock (_gate)
        {
            if (_orphans.TryGetValue(name, out var since))
                return now - since < MemberSettings.OrphanGrace ? MemberSettings.OrphanGrace - (now - since) : null;
            _orphans[name] = now;
        }

        MemberLog.Orphaned(_log, _settings.Name, name, why);
        Changed();
        return MemberSettings.OrphanGrace;
    }

    /// <summary>Agents of this cluster that the master waits for in vain: their nodes are no more.</summary>
    private async Task LeaveForMissingNodesAsync(CancellationToken stop)
    {
        var present = _nodes.Lister.All.Values.Select(node => node.Metadata.Uid).ToHashSet(StringComparer.Ordinal);
        foreach (var host in await MemberAgents.LeaveAsync(_parts, _settings.Name, agent => !present.Contains(agent.Id.Value), stop))
            MemberLog.NodeGone(_log, _settings.Name, host);
    }
}
