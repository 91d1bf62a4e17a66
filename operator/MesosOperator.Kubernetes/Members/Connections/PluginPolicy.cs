using System.Collections.Immutable;
using MesosOperator.Crds.Clusters;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>
/// Which programs kubeconfigs may have run for credentials. They run with the operator's rights, so whoever runs the operator
/// names them, and whoever makes the object asks for it.
/// </summary>
/// <param name="Allowed">The programs, as kubeconfigs name them.</param>
internal sealed record PluginPolicy(ImmutableSortedSet<string> Allowed)
{
    /// <summary>A program that needs longer is killed.</summary>
    public static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(15);

    /// <summary>Why a program is not run; null where it is.</summary>
    public string? ProblemOf(string program, ClusterKubeconfig wanted)
    {
        if (!wanted.AllowExecPlugin)
            return $"It runs the program '{program}' for credentials, which spec.kubeconfig.allowExecPlugin does not allow";
        return Allowed.Contains(program) ? null
            : $"It runs the program '{program}' for credentials, which the operator is not told to allow (--cluster-credential-programs)";
    }
}
