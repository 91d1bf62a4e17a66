namespace MesosOperator.Runtime.Access;

/// <summary>How it is known who somebody is.</summary>
public enum PrincipalKind
{
    /// <summary>It is not: the caller showed nothing and is served all the same.</summary>
    Anonymous,

    /// <summary>By a name and a secret that this operator was given.</summary>
    Credential,

    /// <summary>By a token that Kubernetes vouches for.</summary>
    Kubernetes,
}
