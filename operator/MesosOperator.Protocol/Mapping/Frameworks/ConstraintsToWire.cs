using System.Collections.Immutable;
using MesosOperator.Core.Constraints;
using Predicate = MesosOperator.Protocol.Mesos.V1.Scheduler.AttributeConstraint.Types.Predicate;
using Pseudo = MesosOperator.Protocol.Mesos.V1.Scheduler.AttributeConstraint.Types.Selector.Types.PseudoattributeType;
using Wire = MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Protocol.Mapping.Frameworks;

/// <summary>What a framework demands of agents, as operators read it.</summary>
public static class ConstraintsToWire
{
    /// <summary>Maps the demands of all roles.</summary>
    public static Wire.OfferConstraints Map(OfferConstraints constraints)
    {
        ArgumentNullException.ThrowIfNull(constraints);
        var mapped = new Wire.OfferConstraints();
        foreach (var (role, demanded) in constraints.Roles)
        {
            mapped.RoleConstraints[role.Value] = new() { Groups = { demanded.Groups.Select(Group) } };
        }

        return mapped;
    }

    private static Wire.OfferConstraints.Types.RoleConstraints.Types.Group Group(ImmutableArray<AttributeConstraint> group) =>
        new() { AttributeConstraints = { group.Select(constraint => new Wire.AttributeConstraint { Selector = Selector(constraint), Predicate = PredicateOf(constraint) }) } };

    private static Wire.AttributeConstraint.Types.Selector Selector(AttributeConstraint constraint) => constraint.Selector switch
    {
        SelectorKind.Hostname => new() { PseudoattributeType = Pseudo.Hostname },
        SelectorKind.Region => new() { PseudoattributeType = Pseudo.Region },
        SelectorKind.Zone => new() { PseudoattributeType = Pseudo.Zone },
        _ => new() { AttributeName = constraint.Name },
    };

    private static Predicate PredicateOf(AttributeConstraint constraint) => constraint.Predicate switch
    {
        PredicateKind.Exists => new() { Exists = new() },
        PredicateKind.NotExists => new() { NotExists = new() },
        PredicateKind.TextEquals => new() { TextEquals = new() { Value = constraint.Text } },
        PredicateKind.TextNotEquals => new() { TextNotEquals = new() { Value = constraint.Text } },
        PredicateKind.TextMatches => new() { TextMatches = new() { Regex = constraint.Text } },
        _ => new() { TextNotMatches = new() { Regex = constraint.Text } },
    };
}
