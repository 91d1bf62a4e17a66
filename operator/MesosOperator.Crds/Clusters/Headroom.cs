using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Clusters;

/// <summary>How much of each node is left to others.</summary>
[Rule("has(self.percent) || has(self.resources)", "names neither percent nor resources")]
public sealed record Headroom
{
    /// <summary>So much of everything that the node can allocate.</summary>
    [Bounds(0, 100)]
    public int? Percent { get; init; }

    /// <summary>At least so much of some things, such as {cpus: 1, mem: 2Gi}.</summary>
    public ResourceAmounts? Resources { get; init; }
}
