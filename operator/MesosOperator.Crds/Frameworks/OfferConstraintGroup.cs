using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Frameworks;

/// <summary>A description of agents, all parts of which must hold.</summary>
public sealed record OfferConstraintGroup
{
    /// <summary>The parts.</summary>
    [Required, Bounds(1, 16)]
    public IReadOnlyList<AttributeConstraint> Constraints { get; init; } = [];
}
