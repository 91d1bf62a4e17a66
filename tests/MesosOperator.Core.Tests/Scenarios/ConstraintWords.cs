using System.Collections.Immutable;
using MesosOperator.Core.Constraints;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Tests.Scenarios;

/// <summary>What a framework demands of agents, as a scenario says it: <c>where:rack=r1 where:$zone=!z2 or:rack=~r[3-5]</c>.</summary>
internal static class ConstraintWords
{
    /// <summary>Demands after <c>where:</c> are one group; each after <c>or:</c> is a group of its own.</summary>
    public static OfferConstraints Of(Words words, RoleName role)
    {
        var all = words.PairsAfter("where:").Select(One).ToImmutableArray();
        var others = words.PairsAfter("or:").Select(pair => ImmutableArray.Create(One(pair)));
        ImmutableArray<ImmutableArray<AttributeConstraint>> groups = [.. all.IsEmpty ? [] : new[] { all }, .. others];
        return groups.IsEmpty ? OfferConstraints.None : new(ImmutableSortedDictionary<RoleName, RoleConstraints>.Empty.Add(role, new(groups)));
    }

    public static AttributeConstraint One((string Name, string Value) pair)
    {
        var selector = pair.Name[0] == '$' ? Enum.Parse<SelectorKind>(pair.Name[1..], ignoreCase: true) : SelectorKind.Attribute;
        var (kind, text) = pair.Value switch
        {
            "*" => (PredicateKind.Exists, ""),
            "!*" => (PredicateKind.NotExists, ""),
            ['!', '~', .. var regex] => (PredicateKind.TextNotMatches, regex),
            ['~', .. var regex] => (PredicateKind.TextMatches, regex),
            ['!', .. var other] => (PredicateKind.TextNotEquals, other),
            var equal => (PredicateKind.TextEquals, equal),
        };
        return new(selector, selector == SelectorKind.Attribute ? pair.Name : "", kind, text)
        {
            Pattern = kind is PredicateKind.TextMatches or PredicateKind.TextNotMatches ? TextPattern.Read(text, out _) : null,
        };
    }
}
