using MesosOperator.Host.Serving;
using MesosOperator.Kubernetes.Access;
using MesosOperator.Kubernetes.Composition;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Host.Clustered;

/// <summary>What <c>run</c> is to do, after everything was checked.</summary>
internal sealed record RunOptions
{
    /// <summary>Where it listens and how it decides.</summary>
    public required ServingOptions Serving { get; init; }

    /// <summary>The API server that it works on.</summary>
    public required KubernetesOptions Kubernetes { get; init; }

    /// <summary>How agents join.</summary>
    public required JoiningOptions Joining { get; init; }

    /// <summary>How callers are known and judged; null when everybody is served and nobody asked.</summary>
    public required KubernetesAccessOptions? Access { get; init; }
}
