using System.Collections.Concurrent;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Kubernetes.Members.Windows;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Kubernetes.Members;

/// <summary>The links of nodes of member clusters. An order is only noted here; who holds the cluster carries it out.</summary>
internal sealed class MemberLinks : IAgentLinks
{
    private readonly ConcurrentDictionary<LinkId, Action<AgentOrder?>> _takers = new();

    /// <summary>Through which it is seen what runs on the nodes.</summary>
    public MemberWindow Window { get; } = new();

    /// <summary>From now on orders on a link are given to a taker, and null when it ends.</summary>
    public void Open(LinkId link, Action<AgentOrder?> taker) => _takers[link] = taker;

    /// <summary>Forgets a link.</summary>
    public void Close(LinkId link) => _takers.TryRemove(link, out _);

    public void Order(LinkId link, AgentOrder order)
    {
        if (_takers.TryGetValue(link, out var taker))
            taker(order);
    }

    public void End(LinkId link)
    {
        if (_takers.TryRemove(link, out var taker))
            taker(null);
    }
}
