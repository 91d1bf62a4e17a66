using MesosOperator.Core.Allocation;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Invariants;

/// <summary>A place in the tree of roles holds what its role and the places below it hold together.</summary>
public static class ParentsHoldTheirChildren
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(RoleNode node)
    {
        var sum = node.Leaf?.Held.ToQuantities() ?? ResourceQuantities.Empty;
        foreach (var child in node.Inner)
        {
            if (Violation(child) is { } deeper)
                return deeper;
            sum += child.Held.ToQuantities();
        }

        return node.Parent is null || node.Held.ToQuantities().Equals(sum)
            ? null
            : $"role {node.Key} is booked with {node.Held.ToQuantities()}, but its role and the roles below hold {sum}";
    }
}
