using System.Collections.Concurrent;
using MesosOperator.Core.Identity;

namespace MesosOperator.Http.Links;

/// <summary>Which open link is that of which agent, by its id and by the identity in its certificate.</summary>
internal sealed class AgentHolders
{
    private readonly ConcurrentDictionary<AgentId, AgentSession> _byId = new();
    private readonly ConcurrentDictionary<string, AgentSession> _byIdentity = new(StringComparer.Ordinal);

    /// <summary>The link of an agent has begun.</summary>
    public void Hold(AgentSession session)
    {
        if (session.AgentId is { } id)
            _byId[id] = session;
        if (session.Caller is { Identity: { Length: > 0 } identity })
            _byIdentity[identity] = session;
    }

    /// <summary>It has ended.</summary>
    public void Release(AgentSession session)
    {
        if (session.AgentId is { } id)
            _byId.TryRemove(new(id, session));
        if (session.Caller is { Identity: { Length: > 0 } identity })
            _byIdentity.TryRemove(new(identity, session));
    }

    /// <summary>The open links of an agent: one, or two where an id and a certificate do not belong together.</summary>
    public IEnumerable<AgentSession> Of(AgentId? id, string? identity)
    {
        if (id is { } known && _byId.TryGetValue(known, out var byId))
            yield return byId;
        if (!string.IsNullOrEmpty(identity) && _byIdentity.TryGetValue(identity, out var byIdentity))
            yield return byIdentity;
    }
}
