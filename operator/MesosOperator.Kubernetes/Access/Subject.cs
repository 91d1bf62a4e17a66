using System.Collections.Immutable;
using MesosOperator.Crds;
using MesosOperator.Runtime.Access;

namespace MesosOperator.Kubernetes.Access;

/// <summary>A principal as Kubernetes' roles name it: a user and its groups.</summary>
internal sealed record Subject(string User, ImmutableArray<string> Groups)
{
    /// <summary>What stands before the name of a principal with a secret, so that it is never taken for an account of Kubernetes.</summary>
    public const string UserPrefix = $"{ApiGroup.Name}:principal:";

    /// <summary>All principals with a secret.</summary>
    public const string PrincipalsGroup = $"{ApiGroup.Name}:principals";

    public static Subject Of(Principal principal) => principal.Kind switch
    {
        PrincipalKind.Kubernetes => new(principal.Name, principal.Groups),
        PrincipalKind.Credential => new(UserPrefix + principal.Name, [PrincipalsGroup]),
        _ => new("system:anonymous", ["system:unauthenticated"]),
    };
}
