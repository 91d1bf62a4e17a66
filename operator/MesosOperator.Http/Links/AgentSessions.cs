using System.Collections.Concurrent;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Runtime;
using MesosOperator.Runtime.Joining;
using MesosOperator.Runtime.Links;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Http.Links;

/// <summary>The links that are open.</summary>
internal sealed class AgentSessions(RuntimeLimits limits, HttpOptions options, ILeadership leadership, LinkNumbers numbers, TimeProvider time) : IAgentLinks
{
    private readonly ConcurrentDictionary<LinkId, AgentSession> _open = new();

    /// <summary>How many are open.</summary>
    public int Count => _open.Count;

    public AgentSession Open()
    {
        var session = new AgentSession(numbers.Next(), limits.LinkBuffer, options, leadership, time);
        _open[session.Id] = session;
        return session;
    }

    public void Close(AgentSession session) => _open.TryRemove(session.Id, out _);

    /// <summary>Drops the links of agents that may not come any more.</summary>
    public void Cut(IReadOnlyDictionary<string, Revocation> revoked)
    {
        if (revoked.Count == 0)
            return;
        foreach (var session in _open.Values)
            if (session.Caller?.Identity is { } identity && revoked.ContainsKey(identity))
                session.Drop("it was revoked");
    }

    public void Order(LinkId link, AgentOrder order)
    {
        if (_open.TryGetValue(link, out var found))
            found.Order(order);
    }

    /// <summary>The newest link of an agent; null when it has none.</summary>
    public AgentSession? Find(AgentId agent) =>
        _open.Values.Where(session => session.AgentId == agent).MaxBy(session => session.Id.Value);

    public void End(LinkId link)
    {
        if (_open.TryGetValue(link, out var found))
            found.End();
    }
}
