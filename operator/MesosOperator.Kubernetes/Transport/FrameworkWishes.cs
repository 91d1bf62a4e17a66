using System.Collections.Immutable;
using MesosOperator.Core.Constraints;
using MesosOperator.Core.Roles;

namespace MesosOperator.Kubernetes.Transport;

/// <summary>What a framework wants of offers: for which roles none, and from which agents; equal when it is the same.</summary>
internal sealed record FrameworkWishes(ImmutableArray<RoleName> SuppressedRoles, OfferConstraints Constraints)
{
    public bool Equals(FrameworkWishes? other) =>
        other is not null && SuppressedRoles.SequenceEqual(other.SuppressedRoles) && Constraints.Equals(other.Constraints);

    public override int GetHashCode() => SuppressedRoles.Length;
}
