using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Allocation;

/// <summary>
/// The books of who holds how much: the tree of roles, and within each role its frameworks, all in the order of their
/// shares. Kept up to date by each event, so that an allocation only reads it.
/// </summary>
public sealed class Shares
{
    private readonly SortedDictionary<RoleName, RoleShare> _roles = [];
    private readonly Dictionary<(FrameworkId, RoleName), FrameworkShare> _frameworks = [];
    private readonly SortedSet<int> _freeSlots = [];
    private readonly List<FrameworkShare?> _bySlot = [];
    private SlotSet _activeSlots = new();

    /// <summary>Empty books with the given weights of roles, in thousandths, which a lottery may go by in place of shares.</summary>
    public Shares(IEnumerable<KeyValuePair<RoleName, int>> weightsMilli, Lottery? lottery = null) => Tree = new(Totals, weightsMilli, lottery);

    /// <summary>All that the cluster has, but for what does not count for shares.</summary>
    public QuantityTotals Totals { get; } = new();

    /// <summary>The quotas of roles and what they consume.</summary>
    public QuotaBook Quotas { get; } = new();

    /// <summary>The names of resources that do not count for shares (case A03).</summary>
    public ImmutableSortedSet<string> UncountedNames { get; init; } = [];

    /// <summary>The least that is worth offering to those who do not say so themselves.</summary>
    public ResourceMinimum MinAllocatable { get; init; } = ResourceMinimum.Default;

    /// <summary>How many say so themselves: as long as there are such, nothing is too small before it is known for whom.</summary>
    internal int OwnMinimums { get; private set; }

    /// <summary>How many state what their tasks need.</summary>
    internal int Demanding { get; private set; }

    /// <summary>The roles as a tree.</summary>
    public RoleTree Tree { get; }

    /// <summary>The roles that a framework has or holds something in, by name.</summary>
    public IEnumerable<RoleShare> Roles => _roles.Values;

    /// <summary>The slots of those who may be offered something.</summary>
    internal ref readonly SlotSet ActiveSlots => ref _activeSlots;

    /// <summary>The books of who holds a slot.</summary>
    internal FrameworkShare At(int slot) => _bySlot[slot]!;

    /// <summary>The books of a framework in a role, or null.</summary>
    public FrameworkShare? Find(FrameworkId framework, RoleName role) => _frameworks.GetValueOrDefault((framework, role));

    internal void AddTotal(ResourceSet total)
    {
        Totals.Add(Counted(total));
        Quotas.AgentAdded(total);
    }

    internal void RemoveTotal(ResourceSet total)
    {
        Totals.Subtract(Counted(total));
        Quotas.AgentRemoved(total);
    }

    /// <summary>The same amounts are reserved in another way; no share changes.</summary>
    internal void ConvertTotal(ResourceConversion conversion)
    {
        Require.That(conversion.Consumed.Quantities.Equals(conversion.Converted.Quantities), "a conversion keeps the amounts");
        Quotas.AgentAdded(conversion.Converted);
        Quotas.AgentRemoved(conversion.Consumed);
    }

    /// <summary>Opens the books of a framework in a role where they are not open yet.</summary>
    internal FrameworkShare Join(Framework framework, RoleName role)
    {
        if (Find(framework.Id, role) is { } known)
            return known;
        if (!_roles.TryGetValue(role, out var roleShare))
            _roles.Add(role, roleShare = Tree.Open(role, Quotas.Open(role)));
        var slot = TakeSlot();
        var share = new FrameworkShare(framework, roleShare, slot);
        _bySlot[slot] = share;
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
        SetMinimum(share, null);
        _bySlot[share.Slot] = null;
        _freeSlots.Add(share.Slot);
        _frameworks.Remove((framework, role));
        if (--share.Role.Members > 0)
            return;
        _roles.Remove(role);
        Tree.Close(share.Role);
        Quotas.Close(share.Role.Account);
    }

    internal void SetMinimum(FrameworkShare share, ResourceMinimum? minimum)
    {
        OwnMinimums += (minimum is null ? 0 : 1) - (share.MinAllocatable is null ? 0 : 1);
        share.MinAllocatable = minimum;
    }

    internal void SetDemands(FrameworkShare share, ImmutableArray<ResourceQuantities> demands)
    {
        Demanding += (demands.IsEmpty ? 0 : 1) - (share.Demands.IsEmpty ? 0 : 1);
        share.Demands = demands;
    }

    internal void SetActive(FrameworkShare share, Activity activity)
    {
        if (share.IsActive == (activity == Activity.Active))
            return;
        if (activity == Activity.Active)
        {
            _activeSlots.Add(share.Slot);
            share.Role.Frameworks.Activate(share);
            if (share.Role.ActiveMembers++ == 0)
                Tree.Activate(share.Role);
        }
        else
        {
            _activeSlots.Remove(share.Slot);
            share.Role.Frameworks.Deactivate(share);
            if (--share.Role.ActiveMembers == 0)
                Tree.Deactivate(share.Role);
        }
    }

    internal void Give(FrameworkShare share, ResourceSet resources, Charge charge)
    {
        share.Role.Frameworks.Give(share, resources.Quantities, charge);
        Tree.Give(share.Role, resources.Quantities, charge);
        Quotas.Taken(share.Role.Account, resources);
    }

    internal void TakeBack(FrameworkShare share, ResourceSet resources)
    {
        share.Role.Frameworks.TakeBack(share, resources.Quantities);
        Tree.TakeBack(share.Role, resources.Quantities);
        Quotas.Returned(share.Role.Account, resources);
    }

    /// <summary>Without a total a name has no share.</summary>
    private ResourceQuantities Counted(ResourceSet total) => UncountedNames.IsEmpty
        ? total.Quantities
        : ResourceQuantities.Of(total.Quantities.Items.Where(item => !UncountedNames.Contains(item.Name)));

    private int TakeSlot()
    {
        if (_freeSlots.Count == 0)
        {
            _bySlot.Add(null);
            return _bySlot.Count - 1;
        }

        var slot = _freeSlots.Min;
        _freeSlots.Remove(slot);
        return slot;
    }
}
