using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Allocation;

/// <summary>A role that frameworks have, as a leaf below its place in the tree, with those frameworks in order.</summary>
public sealed class RoleShare : ShareClient
{
    internal RoleShare(RoleName name, RoleNode node, QuotaAccount account, QuantityTotals totals, Lottery? lottery) : base($"{name}/.")
    {
        Name = name;
        Node = node;
        Account = account;
        Frameworks = new(totals, lottery);
    }

    /// <summary>The role.</summary>
    public RoleName Name { get; }

    /// <summary>The role's place in the tree.</summary>
    public RoleNode Node { get; }

    /// <summary>What the role and those below it consume, and their quotas.</summary>
    public QuotaAccount Account { get; }

    /// <summary>The role's frameworks.</summary>
    public ShareOrder<FrameworkShare> Frameworks { get; }

    /// <summary>How many frameworks have the role or hold something in it.</summary>
    internal int Members { get; set; }

    /// <summary>How many of them may be offered something.</summary>
    internal int ActiveMembers { get; set; }
}
