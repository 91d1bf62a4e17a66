using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Clusters;

/// <summary>A folder of the nodes that tasks may mount, with all that is below it.</summary>
public sealed record AllowedHostPath
{
    /// <summary>The folder.</summary>
    [Required, Format<AbsolutePathFormat>]
    public string Path { get; init; } = "";

    /// <summary>Whether it may be mounted for reading only. Whoever may write there can lay links that lead out of it.</summary>
    public bool ReadOnly { get; init; } = true;
}
