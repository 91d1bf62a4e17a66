using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Allocation;

/// <summary>
/// The accounts of roles, and the headroom: what promises are still open, and what is free to meet them.
/// Kept up to date by each event; an allocation only reads it.
/// </summary>
public sealed class QuotaBook
{
    private readonly Dictionary<RoleName, QuotaAccount> _accounts = [];
    private readonly SortedDictionary<RoleName, QuotaAccount> _withQuota = [];
    private readonly ScalarNames _names = new();
    private readonly QuantityTotals _available = new();
    private long[] _required = [];
    private int _requiredNames;
    private int _guarantees;
    private int _limits;
    private int _nested;

    /// <summary>The quotas of the roles that have one, by name.</summary>
    public IEnumerable<KeyValuePair<RoleName, Quota>> Quotas => _withQuota.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Quota));

    /// <summary>Whether any promise is open.</summary>
    public bool HasUnmetGuarantees => _requiredNames > 0;

    /// <summary>Whether any role was promised something.</summary>
    public bool HasGuarantees => _guarantees > 0;

    /// <summary>Whether a role below another has a quota.</summary>
    internal bool HasNested => _nested > 0;

    /// <summary>Whether any role has a limit.</summary>
    internal bool HasLimits => _limits > 0;

    /// <summary>What all open promises need together. What a role was promised meets promises to roles below it, and is not counted twice.</summary>
    public ResourceQuantities Required => ResourceQuantities.Of(
        _required.Select((milli, name) => new ResourceQuantity(_names[name], new(milli))));

    /// <summary>What is free and neither reserved nor revocable, over the whole cluster.</summary>
    public ResourceQuantities Available => _available.ToQuantities();

    /// <summary>The accounts by role.</summary>
    internal IEnumerable<QuotaAccount> Accounts => _accounts.Values.OrderBy(account => account.Role);

    /// <summary>What a role and those below it consume, with a quota or without.</summary>
    public ResourceQuantities Consumed(RoleName role) => Find(role)?.Consumed ?? ResourceQuantities.Empty;

    /// <summary>The account of a role that has a quota, consumes something, or has frameworks or such a role below it; otherwise null.</summary>
    public QuotaAccount? Find(RoleName role) => _accounts.GetValueOrDefault(role);

    internal int NumberOf(string name) => _names.NumberOf(name);

    /// <summary>The names of quantities as bits, as <see cref="QuotaAccount.FullNames"/> has them; null where that cannot tell.</summary>
    internal ulong? BitsOf(ResourceQuantities quantities)
    {
        var bits = 0UL;
        foreach (var item in quantities.Items.AsSpan())
        {
            var name = NumberOf(item.Name);
            if (name >= sizeof(ulong) * 8)
                return null;
            bits |= 1UL << name;
        }

        return bits;
    }

    /// <summary>What may be given of a resource beyond what was promised.</summary>
    internal long Headroom(int name) => name >= _required.Length || _required[name] == 0
        ? long.MaxValue
        : Math.Max(0, _available.Milli(_names[name]) - _required[name]);

    internal void Set(RoleName role, Quota quota)
    {
        var account = Open(role);
        _guarantees += (quota.Guarantees.IsEmpty ? 0 : 1) - (account.Quota.Guarantees.IsEmpty ? 0 : 1);
        _limits += (quota.Limits.IsEmpty ? 0 : 1) - (account.Quota.Limits.IsEmpty ? 0 : 1);
        if (role.IsNested)
            _nested += (quota.IsNone ? 0 : 1) - (account.Quota.IsNone ? 0 : 1);
        foreach (var item in quota.Guarantees.Items.AsSpan())
            NumberOf(item.Name);
        foreach (var item in quota.Limits.Items.AsSpan())
            NumberOf(item.Name);
        account.SetQuota(quota);
        for (var name = 0; name < _names.Count; name++)
            Settle(account.Parent, name, 0, account.SetLine(name));
        _withQuota.Remove(role);
        if (!quota.IsNone)
            _withQuota.Add(role, account);
        Close(account);
    }

    /// <summary>The account of a role, to be kept until <see cref="Close"/>.</summary>
    internal QuotaAccount Open(RoleName role)
    {
        if (!_accounts.TryGetValue(role, out var account))
        {
            var parent = role.Value.LastIndexOf('/') is var slash and > 0 ? Open(new(role.Value[..slash])) : null;
            _accounts.Add(role, account = new(role, parent, _names));
        }

        account.Uses++;
        return account;
    }

    /// <summary>Gives an account back, and with it those above that only it needed.</summary>
    internal void Close(QuotaAccount account)
    {
        account.Uses--;
        Forget(account);
    }

    internal void AgentAdded(ResourceSet total)
    {
        _available.Add(total.UnreservedQuantities);
        Reserve(total, 1);
    }

    internal void AgentRemoved(ResourceSet total)
    {
        _available.Subtract(total.UnreservedQuantities);
        Reserve(total, -1);
    }

    internal void Taken(QuotaAccount account, ResourceSet resources)
    {
        _available.Subtract(resources.UnreservedQuantities);
        foreach (var item in resources.UnreservedQuantities.Items.AsSpan())
            Settle(account, NumberOf(item.Name), item.Amount.Milli, 0);
    }

    internal void Returned(QuotaAccount account, ResourceSet resources)
    {
        _available.Add(resources.UnreservedQuantities);
        foreach (var item in resources.UnreservedQuantities.Items.AsSpan())
            Settle(account, NumberOf(item.Name), -item.Amount.Milli, 0);
    }

    /// <summary>Books what agents have reserved, on accounts that stay open while they consume.</summary>
    private void Reserve(ResourceSet total, int sign)
    {
        if (total.IsPlain)
            return;
        foreach (var resource in total.Items)
        {
            if (resource.Traits.ReservedRole is not { } role || resource.Kind != ResourceKind.Scalar)
                continue;
            var account = Open(new(role));
            Settle(account, NumberOf(resource.Name), sign * resource.Amount.Milli, 0);
            Close(account);
        }
    }

    /// <summary>Books a change on an account and all above it.</summary>
    private void Settle(QuotaAccount? account, int name, long consumed, long needed)
    {
        for (; account is not null; account = account.Parent)
            needed = account.Change(name, consumed, needed);
        if (needed == 0)
            return;
        if (name >= _required.Length)
            Array.Resize(ref _required, _names.Count);
        _requiredNames -= _required[name] > 0 ? 1 : 0;
        _required[name] += needed;
        _requiredNames += _required[name] > 0 ? 1 : 0;
    }

    private void Forget(QuotaAccount account)
    {
        if (!account.IsNeedless)
            return;
        _accounts.Remove(account.Role);
        if (account.Parent is { } parent)
            Close(parent);
    }
}
