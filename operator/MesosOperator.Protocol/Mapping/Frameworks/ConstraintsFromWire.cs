using System.Collections.Immutable;
using MesosOperator.Core.Constraints;
using MesosOperator.Core.Roles;
using Predicate = MesosOperator.Protocol.Mesos.V1.Scheduler.AttributeConstraint.Types.Predicate;
using Pseudo = MesosOperator.Protocol.Mesos.V1.Scheduler.AttributeConstraint.Types.Selector.Types.PseudoattributeType;
using Wire = MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Protocol.Mapping.Frameworks;

/// <summary>What a framework demands of agents (semantics 3.6). What is wrong with the whole of it is left to the core.</summary>
internal static class ConstraintsFromWire
{
    public static MappedConstraints Map(Wire.OfferConstraints? constraints)
    {
        if (constraints is null)
        {
            return new(OfferConstraints.None, null);
        }

        // The core says so too, but each of them would be read first.
        if (constraints.RoleConstraints.Values.Sum(role => role.Groups.Sum(group => group.AttributeConstraints.Count)) > OfferConstraints.MaxConstraints)
        {
            return new(OfferConstraints.None, $"Offer constraints are more than {OfferConstraints.MaxConstraints}");
        }

        string? problem = null;
        var roles = constraints.RoleConstraints.ToImmutableSortedDictionary(
            role => new RoleName(role.Key),
            role => new RoleConstraints([.. role.Value.Groups.Select(group => Group(group, ref problem))]));
        return new(problem is null ? new(roles) : OfferConstraints.None, problem);
    }

    private static ImmutableArray<AttributeConstraint> Group(Wire.OfferConstraints.Types.RoleConstraints.Types.Group group, ref string? problem)
    {
        var mapped = ImmutableArray.CreateBuilder<AttributeConstraint>(group.AttributeConstraints.Count);
        foreach (var constraint in group.AttributeConstraints)
        {
            mapped.Add(One(constraint, ref problem));
            if (problem is not null)
            {
                break;
            }
        }

        return mapped.DrainToImmutable();
    }

    private static AttributeConstraint One(Wire.AttributeConstraint constraint, ref string? problem)
    {
        var (selector, name) = Selector(constraint.Selector, ref problem);
        var (kind, text) = constraint.Predicate.PredicateCase switch
        {
            Predicate.PredicateOneofCase.Exists => (PredicateKind.Exists, ""),
            Predicate.PredicateOneofCase.NotExists => (PredicateKind.NotExists, ""),
            Predicate.PredicateOneofCase.TextEquals => (PredicateKind.TextEquals, constraint.Predicate.TextEquals.Value),
            Predicate.PredicateOneofCase.TextNotEquals => (PredicateKind.TextNotEquals, constraint.Predicate.TextNotEquals.Value),
            Predicate.PredicateOneofCase.TextMatches => (PredicateKind.TextMatches, constraint.Predicate.TextMatches.Regex),
            Predicate.PredicateOneofCase.TextNotMatches => (PredicateKind.TextNotMatches, constraint.Predicate.TextNotMatches.Regex),
            _ => (PredicateKind.Exists, Fault("Unknown predicate type", ref problem)),
        };
        return new(selector, name, kind, text)
        {
            Pattern = kind is PredicateKind.TextMatches or PredicateKind.TextNotMatches ? Pattern(text, ref problem) : null,
        };
    }

    private static (SelectorKind Kind, string Name) Selector(Wire.AttributeConstraint.Types.Selector selector, ref string? problem) =>
        selector.SelectorCase switch
        {
            Wire.AttributeConstraint.Types.Selector.SelectorOneofCase.AttributeName => (SelectorKind.Attribute, selector.AttributeName),
            Wire.AttributeConstraint.Types.Selector.SelectorOneofCase.PseudoattributeType => selector.PseudoattributeType switch
            {
                Pseudo.Hostname => (SelectorKind.Hostname, ""),
                Pseudo.Region => (SelectorKind.Region, ""),
                Pseudo.Zone => (SelectorKind.Zone, ""),
                _ => (SelectorKind.Attribute, Fault("Unknown pseudoattribute type", ref problem)),
            },
            _ => (SelectorKind.Attribute, Fault("Exactly one of 'AttributeConstraint::Selector::name' or 'AttributeConstraint::Selector::pseudoattribute_type' must be set", ref problem)),
        };

    private static TextPattern? Pattern(string expression, ref string? problem)
    {
        var pattern = TextPattern.Read(expression, out var fault);
        problem ??= fault;
        return pattern;
    }

    private static string Fault(string fault, ref string? problem)
    {
        problem ??= fault;
        return "";
    }
}
