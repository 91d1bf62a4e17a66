using k8s.Models;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Inventory;
using MesosOperator.Kubernetes.Members.Pods;
using MesosOperator.Kubernetes.Members.Tasks;
using MesosOperator.Protocol.Mapping.Frameworks;

namespace MesosOperator.Kubernetes.Members;

/// <content>Nodes as agents.</content>
internal sealed partial class MemberSession
{
    /// <summary>A node that the master does not take now is offered to it again.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    /// <summary>Lets the agent of a node join, change, lose its link or leave, as the node is now.</summary>
    private async Task<TimeSpan?> LookAtNodeAsync(string name, CancellationToken stop)
    {
        await SayUnknownAsync();
        await DeleteClaimsAsync(name, stop);
        var (command, agent) = Next(name);
        if (command is null)
            return null;
        if (command is AgentCommand.LoseLink or AgentCommand.Leave)
            _parts.Links.Close(command.Link);
        var result = await _parts.Master.CallAsync(command);
        if (result.IsDone)
            return command is AgentCommand.LoseLink or AgentCommand.Leave ? TimeSpan.Zero : null;
        MemberLog.NotTaken(_log, _settings.Name, name, result.Refusal?.Message ?? result.Admission.ToString());
        lock (_gate)
            if (command is AgentCommand.Reregister && agent?.Link == command.Link)
                Forget(agent.Part());
            else if (agent is not null && command is AgentCommand.ReportInfo)
                agent.Told = null;
        return AskAgain;
    }

    /// <summary>Tasks that the master believes here and that are not: they are dropped, and nobody needs to acknowledge that twice.</summary>
    private async Task SayUnknownAsync()
    {
        while (true)
        {
            (LinkId Link, FrameworkId Framework, TaskId Task) missing;
            lock (_gate)
                if (!_unknown.TryDequeue(out missing))
                    return;
            var status = new TaskStatus(missing.Task, TaskState.Dropped, StatusSource.Agent)
            {
                Reason = StatusReason.Reconciliation,
                Message = "There is no Pod for the task",
                Timestamp = Now,
            };
            await _parts.Master.PostAsync(new AgentCommand.ReportUpdate(missing.Link, missing.Framework, status, status.State));
        }
    }

    private async Task DeleteClaimsAsync(string node, CancellationToken stop)
    {
        while (DestroyedOf(node) is { } claim)
        {
            if (await _claims.FindAsync(new(_settings.Spec.Tasks.Namespace, claim), stop) is { } there)
                await _claims.EndAsync(ResourceKey.Of(there), there.Metadata.Uid, null, stop);
            lock (_gate)
                _agents.GetValueOrDefault(node)?.Destroyed.TryDequeue(out _);
        }
    }

    private string? DestroyedOf(string node)
    {
        lock (_gate)
            return _agents.TryGetValue(node, out var agent) && agent.Destroyed.TryPeek(out var claim) ? claim : null;
    }

    /// <summary>What the master is to hear of a node now, if anything.</summary>
    private (AgentCommand? Command, NodeAgent? Agent) Next(string name)
    {
        lock (_gate)
        {
            var node = _nodes.Lister.Find(new("", name));
            var agent = _agents.GetValueOrDefault(name);
            if (node is null || !NodeReader.IsSelected(node, _settings.Spec) || (agent is not null && agent.Uid != node.Metadata.Uid))
                return (agent is null ? null : Leave(agent), agent);
            var phase = NodeReader.PhaseOf(node, _settings.Spec);
            if (agent is null)
            {
                _agents[name] = agent = new NodeAgent(name, node.Metadata.Uid);
                _agentsById[agent.Id] = agent;
            }

            if (phase == NodePhase.Silent)
                return (agent.Part() is { } lost ? new AgentCommand.LoseLink(lost) : null, agent);
            var info = InfoOf(node, phase, agent);
            switch (agent.Phase)
            {
                case NodeLinkPhase.Apart:
                    return (Join(agent, info), agent);
                case NodeLinkPhase.Joined when agent.Told?.IsSame(info) != true:
                    agent.Told = info;
                    return (new AgentCommand.ReportInfo(agent.Link!.Value, info), agent);
                default:
                    return (null, agent);
            }
        }
    }

    private AgentCommand.Reregister Join(NodeAgent agent, AgentInfo info)
    {
        var link = _parts.Numbers.Next();
        (agent.Link, agent.Phase, agent.Told) = (link, NodeLinkPhase.Joining, info);
        _parts.Links.Open(link, order => Take(agent, link, order));
        var own = _tasks.Of(agent.Id).ToArray();
        return new AgentCommand.Reregister(
            link,
            agent.Id,
            info,
            [.. own.SelectMany(task => task.Launched)],
            [.. own.Select(task => task.Order.Framework).DistinctBy(framework => framework.Id.Value).Select(framework => FrameworkFromWire.Map(framework).Info)])
        {
            Kept = agent.Kept,
        };
    }

    /// <summary>The node is gone, and so is what ran on it. Of its Pods nobody is to be told any more.</summary>
    private AgentCommand.Leave? Leave(NodeAgent agent)
    {
        _agents.Remove(agent.Name);
        _agentsById.Remove(agent.Id);
        Changed();
        foreach (var task in _tasks.Of(agent.Id))
            EndTask(task, PodEnding.Unwanted, TimeSpan.Zero);
        Look(MemberKey.OfNode(agent.Name));
        return agent.Part() is { } link ? new AgentCommand.Leave(link) : null;
    }

    /// <summary>What the node has for us: what others leave of it. One that takes nothing new has no more than what is used.</summary>
    private AgentInfo InfoOf(V1Node node, NodePhase phase, NodeAgent agent)
    {
        var isOpen = phase == NodePhase.Usable && _departure is null && !_isHeld;
        var info = NodeReader.InfoOf(node, _settings.Name, _settings.Spec, isOpen ? FreeOf(node, agent) : UsedOf(agent, task => task.Ending != PodEnding.Unwanted));
        return _departure is { } departure ? info with { Departure = new((departure - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick, null) } : info;
    }

    /// <summary>What others leave, less what Pods still use that the master counts no more.</summary>
    private ResourceSet FreeOf(V1Node node, NodeAgent agent)
    {
        var allocatable = NodeReader.AllocatableOf(node);
        var unwanted = NodeAmounts.Of(UsedOf(agent, task => task is { Ending: PodEnding.Unwanted, IsSeen: true }).Quantities);
        var free = allocatable - _ledger.UsedOf(agent.Name) - unwanted - NodeReader.HeadroomOf(allocatable, _settings.Spec);
        return ResourceSet.Of([.. free.ToResources(), Ports]);
    }

    private ResourceSet UsedOf(NodeAgent agent, Func<MemberTask, bool> counts)
    {
        var used = ResourceSet.Empty;
        foreach (var task in _tasks.Of(agent.Id).Where(counts))
            foreach (var launched in task.Launched.Where(launched => launched.HoldsResources))
                used += launched.Info.Resources;
        return used;
    }

    private static Resource Ports { get; } =
        Resource.Of(ResourceName.Ports, ValueRanges.Of(new ValueRange(MemberSettings.FirstPort, MemberSettings.LastPort)));

    private void Forget(LinkId? link)
    {
        if (link is { } known)
            _parts.Links.Close(known);
    }

    /// <summary>The cluster cannot be reached any more: its agents have no links.</summary>
    private async Task PartAsync()
    {
        LinkId[] links;
        lock (_gate)
            links = [.. _agents.Values.Select(agent => agent.Part()).OfType<LinkId>()];
        foreach (var link in links)
        {
            _parts.Links.Close(link);
            await _parts.Master.PostAsync(new AgentCommand.LoseLink(link));
        }
    }
}
