using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Frameworks;

/// <summary>Tasks of one size that a framework would run.</summary>
public sealed record FrameworkDemand
{
    /// <summary>Tells demands apart.</summary>
    [Required, Bounds(1, 63)]
    public string Name { get; init; } = "";

    /// <summary>The role to be charged.</summary>
    [Format<RoleFormat>]
    public string Role { get; init; } = "*";

    /// <summary>How many tasks.</summary>
    [Bounds(1, 100000)]
    public int Count { get; init; } = 1;

    /// <summary>How much one of them needs, on one agent.</summary>
    [Required, Bounds(1, ResourceAmounts.EntriesMax)]
    public ResourceAmounts Resources { get; init; } = [];
}
