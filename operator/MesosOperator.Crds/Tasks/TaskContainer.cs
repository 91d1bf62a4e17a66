using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Tasks;

/// <summary>What a task runs in.</summary>
public sealed record TaskContainer
{
    /// <summary>The image, as a container engine names it.</summary>
    [Required, Bounds(1, 1024)]
    public string Image { get; init; } = "";

    /// <summary>Whether an image that the agent has already is asked for again.</summary>
    public bool ForcePull { get; init; }
}
