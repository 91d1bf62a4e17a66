using System.Collections.Immutable;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Constraints;

/// <summary>What agents must satisfy to be offered to a framework, role by role; a role that is not named demands nothing.</summary>
public sealed record OfferConstraints(ImmutableSortedDictionary<RoleName, RoleConstraints> Roles)
{
    /// <summary>The most demands that a framework may have: each is looked at for each agent.</summary>
    public const int MaxConstraints = 1000;

    /// <summary>No demands.</summary>
    public static readonly OfferConstraints None = new(ImmutableSortedDictionary<RoleName, RoleConstraints>.Empty);

    /// <summary>The demands in a role, or null.</summary>
    public RoleConstraints? Find(RoleName role) => Roles.GetValueOrDefault(role);

    /// <summary>What is wrong with the demands of a framework that has some roles, or null.</summary>
    public string? Problem(ImmutableArray<RoleName> held)
    {
        if (Roles.Values.Sum(role => role.Groups.Sum(group => group.Length)) > MaxConstraints)
            return $"Offer constraints are more than {MaxConstraints}";
        foreach (var (role, constraints) in Roles)
        {
            if (!held.Contains(role))
                return $"Offer constraints specify role '{role}' which is not contained in the set of roles";
            if (constraints.Groups.IsEmpty)
                return $"Offer constraints for role '{role}' have no groups";
            if (constraints.Groups.Any(group => group.IsEmpty))
                return $"Offer constraints for role '{role}' have a group without constraints";
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(OfferConstraints? other) => other is not null && Roles.SequenceEqual(other.Roles);

    /// <inheritdoc/>
    public override int GetHashCode() => Roles.Count;
}
