using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Frameworks;

/// <summary>Which agents a framework wants to be offered for a role: those that one of the groups describes.</summary>
public sealed record OfferConstraints
{
    /// <summary>The role.</summary>
    [Required, Format<RoleFormat>]
    public string Role { get; init; } = "";

    /// <summary>Descriptions of agents, one of which must hold.</summary>
    [Required, Bounds(1, 16)]
    public IReadOnlyList<OfferConstraintGroup> Groups { get; init; } = [];
}
