using MesosOperator.Crds.Pools;
using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Machines;

/// <summary>The intent to have a machine.</summary>
[Rule("self == oldSelf", "a machine cannot be changed; delete it to end it")]
public sealed record V1Alpha1MachineSpec
{
    /// <summary>The object of its pool.</summary>
    [Required, Format<ObjectNameFormat>]
    public string Pool { get; init; } = "";

    /// <summary>Where it is to be had.</summary>
    [Required]
    public CloudProvider Provider { get; init; }

    /// <summary>What to ask the cloud for, the best first: the next only when the one before was refused.</summary>
    [Required, Bounds(1, 64)]
    public IReadOnlyList<MachineChoice> Choices { get; init; } = [];
}
