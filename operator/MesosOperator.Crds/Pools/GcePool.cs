using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Pools;

/// <summary>What Google Compute Engine needs to know.</summary>
public sealed record GcePool
{
    /// <summary>The project.</summary>
    [Required, Immutable, Bounds(1, 63)]
    public string Project { get; init; } = "";

    /// <summary>The zone of the instance group.</summary>
    [Required, Immutable, Bounds(1, 63)]
    public string Zone { get; init; } = "";

    /// <summary>The managed instance group that the machines belong to.</summary>
    [Required, Immutable, Bounds(1, 63)]
    public string InstanceGroup { get; init; } = "";
}
