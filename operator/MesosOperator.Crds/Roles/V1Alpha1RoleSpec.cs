using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Roles;

/// <summary>What a role is given.</summary>
public sealed record V1Alpha1RoleSpec
{
    /// <summary>The role's name: a path such as eng/dev, or * for those who name none.</summary>
    [Required, Immutable, Format<RoleFormat>]
    public string Path { get; init; } = "";

    /// <summary>
    /// How much more than its siblings it may have before they are served first: with weight 2 twice as much as with 1.
    /// </summary>
    [Rule("type(self) == int ? self > 0 : self.matches('[1-9]')", "must be more than 0")]
    public Quantity Weight { get; init; } = new("1");

    /// <summary>What it is promised and how much it may have at most.</summary>
    public Quota? Quota { get; init; }
}
