using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Allocation;

/// <summary>A role among the roles, with the frameworks that serve it.</summary>
public sealed class RoleShare(RoleName name, QuantityTotals totals) : ShareClient(name.Value)
{
    /// <summary>The role.</summary>
    public RoleName Name { get; } = name;

    /// <summary>The role's frameworks.</summary>
    public ShareOrder<FrameworkShare> Frameworks { get; } = new(totals);

    /// <summary>How many frameworks have the role or hold something in it.</summary>
    internal int Members { get; set; }

    /// <summary>How many of them may be offered something.</summary>
    internal int ActiveMembers { get; set; }
}
