using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Allocation;

/// <summary>
/// The tree of roles by path. Fairness is decided level by level: what a subtree holds counts against its top, whatever
/// role below it holds it, and weights act among siblings (semantics 3.3).
/// </summary>
public sealed class RoleTree(QuantityTotals totals, IEnumerable<KeyValuePair<RoleName, int>> weightsMilli, Lottery? lottery = null)
{
    private readonly SortedDictionary<RoleName, int> _weightsMilli = new(weightsMilli.ToDictionary());

    /// <summary>The place above all roles.</summary>
    public RoleNode Root { get; } = new("", null, totals, lottery);

    /// <summary>The weights that were set, in thousandths.</summary>
    public IReadOnlyDictionary<RoleName, int> WeightsMilli => _weightsMilli;

    /// <summary>The weight of a role among its siblings, in thousandths.</summary>
    public int WeightMilli(RoleName role) => _weightsMilli.GetValueOrDefault(role, Share.DefaultWeightMilli);

    /// <summary>The role as a leaf; it and the places above it are made where they are missing.</summary>
    internal RoleShare Open(RoleName role, QuotaAccount account)
    {
        var node = Root;
        for (var end = 0; end < role.Value.Length; end++)
        {
            end = role.Value.IndexOf('/', end) is var slash and >= 0 ? slash : role.Value.Length;
            var path = role.Value[..end];
            node = node.Find(path) ?? AddBelow(node, path);
        }

        return node.Leaf ??= new(role, node, account, totals, lottery);
    }

    /// <summary>Takes out a role that nobody has any more, and the places that only it needed.</summary>
    internal void Close(RoleShare role)
    {
        role.Node.Leaf = null;
        for (var node = role.Node; node.Parent is { } parent && node.IsNeedless; node = parent)
            parent.Remove(node);
    }

    internal void Activate(RoleShare role)
    {
        role.Node.Children.Activate(role);
        for (var node = role.Node; node.Parent is { } parent; node = parent)
            if (node.ActiveRoles++ == 0)
                parent.Children.Activate(node);
    }

    internal void Deactivate(RoleShare role)
    {
        role.Node.Children.Deactivate(role);
        for (var node = role.Node; node.Parent is { } parent; node = parent)
            if (--node.ActiveRoles == 0)
                parent.Children.Deactivate(node);
    }

    internal void Give(RoleShare role, ResourceQuantities quantities, Charge charge)
    {
        role.Node.Children.Give(role, quantities, charge);
        for (var node = role.Node; node.Parent is { } parent; node = parent)
            parent.Children.Give(node, quantities, charge);
    }

    internal void TakeBack(RoleShare role, ResourceQuantities quantities)
    {
        role.Node.Children.TakeBack(role, quantities);
        for (var node = role.Node; node.Parent is { } parent; node = parent)
            parent.Children.TakeBack(node, quantities);
    }

    internal void SetWeight(RoleName role, int weightMilli)
    {
        _weightsMilli[role] = weightMilli;
        if (Find(role) is { Parent: { } parent } node)
            parent.Children.SetWeight(node, weightMilli);
    }

    private RoleNode? Find(RoleName role)
    {
        var node = Root;
        for (var end = 0; end < role.Value.Length && node is not null; end++)
        {
            end = role.Value.IndexOf('/', end) is var slash and >= 0 ? slash : role.Value.Length;
            node = node.Find(role.Value[..end]);
        }

        return node;
    }

    private RoleNode AddBelow(RoleNode parent, string path)
    {
        var node = new RoleNode(path, parent, totals, lottery);
        parent.Add(node);
        parent.Children.SetWeight(node, WeightMilli(new(path)));
        return node;
    }
}
