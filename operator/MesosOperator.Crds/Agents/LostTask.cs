using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Agents;

/// <summary>A task that its framework was told is gone while its agent could not be reached.</summary>
public sealed record LostTask
{
    /// <summary>The id of its framework in the Mesos API.</summary>
    [Required, Bounds(1, 255)]
    public string FrameworkId { get; init; } = "";

    /// <summary>Its id.</summary>
    [Required, Bounds(1, 255)]
    public string TaskId { get; init; } = "";

    /// <summary>The role that its resources were allocated to.</summary>
    [Required, Format<RoleFormat>]
    public string Role { get; init; } = "";
}
