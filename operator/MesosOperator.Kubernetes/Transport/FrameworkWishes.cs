using System.Collections.Immutable;
using MesosOperator.Core.Constraints;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Roles;

namespace MesosOperator.Kubernetes.Transport;

/// <summary>
/// What a framework wants of offers: for which roles none, from which agents, and what it would run on them; equal when it
/// is the same.
/// </summary>
internal sealed record FrameworkWishes(ImmutableArray<RoleName> SuppressedRoles, OfferConstraints Constraints, ImmutableArray<StatedDemand> Demands)
{
    public bool Equals(FrameworkWishes? other) => other is not null
        && SuppressedRoles.SequenceEqual(other.SuppressedRoles) && Constraints.Equals(other.Constraints) && Demands.SequenceEqual(other.Demands);

    public override int GetHashCode() => SuppressedRoles.Length;
}
