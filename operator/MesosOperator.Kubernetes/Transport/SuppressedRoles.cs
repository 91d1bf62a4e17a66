using System.Collections.Immutable;
using MesosOperator.Core.Roles;

namespace MesosOperator.Kubernetes.Transport;

/// <summary>The roles for which a framework wants no offers; equal when they are the same in the same order.</summary>
internal sealed record SuppressedRoles(ImmutableArray<RoleName> Roles)
{
    public bool Equals(SuppressedRoles? other) => other is not null && Roles.SequenceEqual(other.Roles);

    public override int GetHashCode() => Roles.Length;
}
