using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Clusters;

/// <summary>A kubeconfig in a Secret.</summary>
public sealed record ClusterKubeconfig
{
    /// <summary>The Secret's namespace.</summary>
    [Required, Format<ObjectNameFormat>]
    public string SecretNamespace { get; init; } = "";

    /// <summary>The Secret's name.</summary>
    [Required, Format<ObjectNameFormat>]
    public string SecretName { get; init; } = "";

    /// <summary>The Secret's key.</summary>
    [Bounds(1, 253)]
    public string SecretKey { get; init; } = "kubeconfig";

    /// <summary>The context to use; the current one where nothing is said.</summary>
    [Bounds(1, 253)]
    public string? Context { get; init; }

    /// <summary>Whether the kubeconfig may name a program that makes credentials. It runs with the operator's rights.</summary>
    public bool AllowExecPlugin { get; init; }
}
