using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Resources;

/// <summary>Resources that only one role and those below it may use.</summary>
public sealed record ReservedResources
{
    /// <summary>The role.</summary>
    [Required, Format<RoleFormat>]
    [Rule("self != '*'", "resources are reserved for a role, not for everybody")]
    public string Role { get; init; } = "";

    /// <summary>Who reserved them, and may give them back.</summary>
    public string? Principal { get; init; }

    /// <summary>Free-form labels, which keep reservations apart.</summary>
    [Bounds(0, 32)]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>How much of what.</summary>
    [Required, Bounds(1, ResourceAmounts.EntriesMax)]
    public ResourceValues Resources { get; init; } = [];
}
