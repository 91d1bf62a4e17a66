using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Roles;

/// <summary>What a role is promised and how much it may have at most, together with the roles below it.</summary>
[Rule("has(self.guarantees) || has(self.limits)", "names neither guarantees nor limits")]
[Checked<QuotaCheck>]
public sealed record Quota
{
    /// <summary>What is kept available for it.</summary>
    public ResourceAmounts? Guarantees { get; init; }

    /// <summary>What it may have at most; resources that are not named have no limit.</summary>
    public ResourceAmounts? Limits { get; init; }
}
