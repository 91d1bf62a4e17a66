using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Frameworks;

/// <summary>How much an offer for a role must hold at least: one of the amounts.</summary>
public sealed record MinimumOffer
{
    /// <summary>The role.</summary>
    [Required, Format<RoleFormat>]
    public string Role { get; init; } = "";

    /// <summary>Amounts, one of which an offer must cover.</summary>
    [Required, Bounds(1, 16)]
    public IReadOnlyList<ResourceAmounts> Minimums { get; init; } = [];
}
