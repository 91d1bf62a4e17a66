using System.Collections.Immutable;
using MesosOperator.Core.Constraints;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Crds.Frameworks;
using AttributeConstraint = MesosOperator.Core.Constraints.AttributeConstraint;
using OfferConstraints = MesosOperator.Core.Constraints.OfferConstraints;

namespace MesosOperator.Kubernetes.Mapping;

/// <summary>What a framework's object demands of offers, as the core judges it.</summary>
internal static class ConstraintMapping
{
    /// <summary>The demands on agents; the problem when an expression is none.</summary>
    public static (OfferConstraints Constraints, string? Problem) ConstraintsOf(V1Alpha1FrameworkSpec spec)
    {
        string? problem = null;
        var roles = ImmutableSortedDictionary.CreateBuilder<RoleName, RoleConstraints>();
        foreach (var ofRole in spec.OfferConstraints ?? [])
            roles[new RoleName(ofRole.Role)] = new([.. ofRole.Groups.Select(group => group.Constraints.Select(Demand).ToImmutableArray())]);
        return problem is null ? (new(roles.ToImmutable()), null) : (OfferConstraints.None, problem);

        AttributeConstraint Demand(Crds.Frameworks.AttributeConstraint demand)
        {
            string? fault = null;
            var pattern = demand.Operator is AttributeOperator.Matches or AttributeOperator.NotMatches
                ? TextPattern.Read(demand.Value ?? "", out fault)
                : null;
            problem ??= fault is null ? null : $"spec.offerConstraints: {fault}";
            return new(SelectorOf(demand), demand.Attribute ?? "", PredicateOf(demand.Operator), demand.Value ?? "") { Pattern = pattern };
        }
    }

    /// <summary>The least that is worth offering, role by role.</summary>
    public static ImmutableSortedDictionary<RoleName, ResourceMinimum> MinimumsOf(V1Alpha1FrameworkSpec spec) =>
        (spec.OfferFilters ?? []).ToImmutableSortedDictionary(
            minimum => new RoleName(minimum.Role),
            minimum => new ResourceMinimum([.. minimum.Minimums.Select(amounts => amounts.ToQuantities())]));

    private static SelectorKind SelectorOf(Crds.Frameworks.AttributeConstraint demand) => demand.Property switch
    {
        AgentProperty.Hostname => SelectorKind.Hostname,
        AgentProperty.Region => SelectorKind.Region,
        AgentProperty.Zone => SelectorKind.Zone,
        _ => SelectorKind.Attribute,
    };

    private static PredicateKind PredicateOf(AttributeOperator demand) => demand switch
    {
        AttributeOperator.Exists => PredicateKind.Exists,
        AttributeOperator.NotExists => PredicateKind.NotExists,
        AttributeOperator.Equals => PredicateKind.TextEquals,
        AttributeOperator.NotEquals => PredicateKind.TextNotEquals,
        AttributeOperator.Matches => PredicateKind.TextMatches,
        _ => PredicateKind.TextNotMatches,
    };
}
