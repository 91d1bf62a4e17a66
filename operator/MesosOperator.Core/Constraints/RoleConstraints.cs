using System.Collections.Immutable;
using MesosOperator.Core.Agents;

namespace MesosOperator.Core.Constraints;

/// <summary>What agents must satisfy to be offered to a framework in a role: every demand of at least one group (case O06).</summary>
public sealed record RoleConstraints(ImmutableArray<ImmutableArray<AttributeConstraint>> Groups)
{
    /// <summary>Whether an agent may be offered.</summary>
    public bool Allow(AgentInfo agent)
    {
        foreach (var group in Groups)
            if (AllAllow(group, agent))
                return true;
        return false;
    }

    /// <inheritdoc/>
    public bool Equals(RoleConstraints? other) =>
        other is not null && Groups.Length == other.Groups.Length && Groups.Zip(other.Groups).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <inheritdoc/>
    public override int GetHashCode() => Groups.Length;

    private static bool AllAllow(ImmutableArray<AttributeConstraint> group, AgentInfo agent)
    {
        foreach (var constraint in group)
            if (!constraint.Allows(agent))
                return false;
        return true;
    }
}
