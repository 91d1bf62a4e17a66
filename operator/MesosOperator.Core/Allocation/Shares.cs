using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Allocation;

/// <summary>
/// The books of who holds how much: roles in the order of their shares, and within each the frameworks in theirs.
/// Kept up to date by each event, so that an allocation only reads it.
/// </summary>
public sealed class Shares
{
    private readonly SortedDictionary<RoleName, int> _weightsMilli = [];
    private readonly SortedDictionary<RoleName, RoleShare> _roles = [];
    private readonly SortedDictionary<(FrameworkId, RoleName), FrameworkShare> _frameworks = [];
    private readonly ShareOrder<RoleShare> _order;
    private readonly SortedSet<int> _freeSlots = [];
    private int _slots;

    /// <summary>Empty books with the given weights of roles, in thousandths.</summary>
    public Shares(IEnumerable<KeyValuePair<RoleName, int>> weightsMilli)
    {
        foreach (var (role, weight) in weightsMilli)
            _weightsMilli[role] = weight;
        _order = new(Totals);
    }

    /// <summary>All that the cluster has.</summary>
    public QuantityTotals Totals { get; } = new();

    /// <summary>The slots of those who may be offered something.</summary>
    internal SlotSet ActiveSlots { get; } = new();

    /// <summary>The roles that may be offered something, in order.</summary>
    public ReadOnlySpan<RoleShare> RolesInOrder => _order.InOrder;

    /// <summary>The roles that a framework has or holds something in, by name.</summary>
    public IEnumerable<RoleShare> Roles => _roles.Values;

    /// <summary>The books of a framework in a role, or null.</summary>
    public FrameworkShare? Find(FrameworkId framework, RoleName role) => _frameworks.GetValueOrDefault((framework, role));

    /// <summary>The weight of a role, in thousandths.</summary>
    public int WeightMilli(RoleName role) => _weightsMilli.GetValueOrDefault(role, Share.DefaultWeightMilli);

    internal void AddTotal(ResourceQuantities quantities)
    {
        Totals.Add(quantities);
        TotalsChanged();
    }

    internal void RemoveTotal(ResourceQuantities quantities)
    {
        Totals.Subtract(quantities);
        TotalsChanged();
    }

    /// <summary>Opens the books of a framework in a role where they are not open yet.</summary>
    internal FrameworkShare Join(Framework framework, RoleName role)
    {
        if (Find(framework.Id, role) is { } known)
            return known;
        if (!_roles.TryGetValue(role, out var roleShare))
        {
            _roles.Add(role, roleShare = new(role, Totals));
            _order.SetWeight(roleShare, WeightMilli(role));
        }

        var share = new FrameworkShare(framework, roleShare, TakeSlot());
        _frameworks.Add((framework.Id, role), share);
        roleShare.Members++;
        return share;
    }

    /// <summary>Closes the books of a framework in a role; it must hold nothing there.</summary>
    internal void Leave(FrameworkId framework, RoleName role)
    {
        if (Find(framework, role) is not { } share)
            return;
        SetActive(share, Activity.Inactive);
        Require.That(share.Held.ToQuantities().IsEmpty, "a framework that leaves a role holds nothing in it");
        Require.That(share.Filters.Count == 0, "a framework that leaves a role has no filters in it");
        _freeSlots.Add(share.Slot);
        _frameworks.Remove((framework, role));
        if (--share.Role.Members == 0)
            _roles.Remove(role);
    }

    internal void SetActive(FrameworkShare share, Activity activity)
    {
        if (share.IsActive == (activity == Activity.Active))
            return;
        if (activity == Activity.Active)
        {
            ActiveSlots.Add(share.Slot);
            share.Role.Frameworks.Activate(share);
            share.Role.ActiveMembers++;
            _order.Activate(share.Role);
        }
        else
        {
            ActiveSlots.Remove(share.Slot);
            share.Role.Frameworks.Deactivate(share);
            if (--share.Role.ActiveMembers == 0)
                _order.Deactivate(share.Role);
        }
    }

    internal void Give(FrameworkShare share, ResourceQuantities quantities)
    {
        share.Role.Frameworks.Give(share, quantities);
        _order.Give(share.Role, quantities);
    }

    internal void TakeBack(FrameworkShare share, ResourceQuantities quantities)
    {
        share.Role.Frameworks.TakeBack(share, quantities);
        _order.TakeBack(share.Role, quantities);
    }

    private int TakeSlot()
    {
        if (_freeSlots.Count == 0)
            return _slots++;
        var slot = _freeSlots.Min;
        _freeSlots.Remove(slot);
        return slot;
    }

    private void TotalsChanged()
    {
        _order.TotalsChanged();
        foreach (var role in _roles.Values)
            role.Frameworks.TotalsChanged();
    }
}
