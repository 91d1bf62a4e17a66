using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Tasks;

/// <summary>A task as it was launched.</summary>
[Rule("self == oldSelf", "a task cannot be changed; delete it to kill it")]
public sealed record V1Alpha1TaskSpec : TaskDescription
{
    /// <summary>The object of its framework, in the same namespace.</summary>
    [Required, Format<ObjectNameFormat>]
    public string Framework { get; init; } = "";

    /// <summary>Its framework's id.</summary>
    [Required, Format<IdFormat>]
    public string FrameworkId { get; init; } = "";

    /// <summary>The object of its agent.</summary>
    [Required, Format<ObjectNameFormat>]
    public string Agent { get; init; } = "";

    /// <summary>Its agent's id.</summary>
    [Required, Format<IdFormat>]
    public string AgentId { get; init; } = "";

    /// <summary>The role that its resources are charged to.</summary>
    [Required, Format<RoleFormat>]
    public string Role { get; init; } = "";
}
