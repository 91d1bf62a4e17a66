using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Clusters;

/// <summary>A taint of nodes that does not matter, as in a Pod.</summary>
[Rule("self.operator != 'Exists' || !has(self.value)", "value goes with the operator Equal")]
[Rule("self.operator == 'Exists' || has(self.key)", "the operator Equal needs a key")]
public sealed record ClusterToleration
{
    /// <summary>The taint's key; any where nothing is said.</summary>
    [Bounds(1, 316)]
    public string? Key { get; init; }

    /// <summary>How value is compared.</summary>
    public TolerationOperator Operator { get; init; } = TolerationOperator.Equal;

    /// <summary>The taint's value.</summary>
    [Bounds(0, 63)]
    public string? Value { get; init; }

    /// <summary>The taint's effect; any where nothing is said.</summary>
    public TaintEffect? Effect { get; init; }
}
