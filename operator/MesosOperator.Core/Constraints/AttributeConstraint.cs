using MesosOperator.Core.Agents;

namespace MesosOperator.Core.Constraints;

/// <summary>One demand on agents: the name is that of an attribute, the text or pattern what the predicate compares with.</summary>
public sealed record AttributeConstraint(SelectorKind Selector, string Name, PredicateKind Predicate, string Text)
{
    /// <summary>The pattern of predicates that match; null of others.</summary>
    public TextPattern? Pattern { get; init; }

    /// <summary>Whether an agent satisfies it. A value that is not text satisfies every predicate on text (cases O01 to O03).</summary>
    public bool Allows(AgentInfo agent)
    {
        var (isThere, text) = ValueOf(agent);
        return Predicate switch
        {
            PredicateKind.Exists => isThere,
            PredicateKind.NotExists => !isThere,
            PredicateKind.TextEquals => isThere && (text is null || text == Text),
            PredicateKind.TextNotEquals => !isThere || text is null || text != Text,
            PredicateKind.TextMatches => isThere && (text is null || Pattern!.Matches(text)),
            _ => !isThere || text is null || !Pattern!.Matches(text),
        };
    }

    private (bool IsThere, string? Text) ValueOf(AgentInfo agent)
    {
        switch (Selector)
        {
            case SelectorKind.Hostname:
                return (true, agent.Hostname);
            case SelectorKind.Region:
                return (agent.Domain is not null, agent.Domain?.Region);
            case SelectorKind.Zone:
                return (agent.Domain is not null, agent.Domain?.Zone);
        }

        foreach (var attribute in agent.Attributes)
            if (attribute.Name == Name)
                return (true, attribute.Text);
        return (false, null);
    }
}
