using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds;

/// <summary>What the operator observed of an object.</summary>
public abstract record ResourceStatus
{
    /// <summary>The generation of the spec that the operator has acted on.</summary>
    [Bounds(0, long.MaxValue)]
    public long? ObservedGeneration { get; init; }

    /// <summary>What holds of the object.</summary>
    [Bounds(0, 16), Unique("type")]
    public IReadOnlyList<Condition>? Conditions { get; init; }
}
