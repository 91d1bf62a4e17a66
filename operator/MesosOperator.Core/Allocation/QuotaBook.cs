using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Allocation;

/// <summary>
/// The accounts of top-level roles, and the headroom: what promises are still open, and what is free to meet them.
/// Kept up to date by each event; an allocation only reads it.
/// </summary>
public sealed class QuotaBook
{
    private readonly SortedDictionary<string, QuotaAccount> _accounts = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unmet = new(StringComparer.Ordinal);
    private readonly QuantityTotals _required = new();
    private readonly QuantityTotals _available = new();

    /// <summary>The roles that have a quota, by name.</summary>
    public IEnumerable<KeyValuePair<string, QuotaAccount>> Quotas => _accounts.Where(entry => !entry.Value.Quota.IsNone);

    /// <summary>Whether any promise is open.</summary>
    public bool HasUnmetGuarantees => _unmet.Count > 0;

    /// <summary>Whether any role was promised something.</summary>
    public bool HasGuarantees => _accounts.Values.Any(account => !account.Quota.Guarantees.IsEmpty);

    /// <summary>What all open promises need together.</summary>
    public ResourceQuantities Required => _required.ToQuantities();

    /// <summary>What is free and neither reserved nor revocable, over the whole cluster.</summary>
    public ResourceQuantities Available => _available.ToQuantities();

    /// <summary>The account of a role itself, if it has a quota; quotas are for top-level roles only.</summary>
    public QuotaAccount? Find(RoleName role) => _accounts.TryGetValue(role.Value, out var account) && !account.Quota.IsNone ? account : null;

    /// <summary>What a top-level role consumes, with a quota or without.</summary>
    public ResourceQuantities Consumed(RoleName role) => _accounts.TryGetValue(role.Value, out var account) ? account.Consumed : ResourceQuantities.Empty;

    internal void Set(RoleName role, Quota quota)
    {
        var account = Open(role.Value);
        account.Quota = quota;
        Close(role.Value, account);
    }

    internal void AgentAdded(ResourceSet total)
    {
        _available.Add(total.UnreservedQuantities);
        foreach (var (role, quantities) in Reservations(total))
            Consume(role, quantities);
    }

    internal void AgentRemoved(ResourceSet total)
    {
        _available.Subtract(total.UnreservedQuantities);
        foreach (var (role, quantities) in Reservations(total))
            Release(role, quantities);
    }

    internal void Taken(RoleName role, ResourceSet resources)
    {
        _available.Subtract(resources.UnreservedQuantities);
        Consume(TopOf(role.Value), resources.UnreservedQuantities);
    }

    internal void Returned(RoleName role, ResourceSet resources)
    {
        _available.Add(resources.UnreservedQuantities);
        Release(TopOf(role.Value), resources.UnreservedQuantities);
    }

    private static IEnumerable<(string Role, ResourceQuantities Quantities)> Reservations(ResourceSet total) => total.IsPlain
        ? []
        : total.Items.Where(resource => resource.Traits.ReservedRole is not null && resource.Kind == ResourceKind.Scalar)
            .Select(resource => (TopOf(resource.Traits.ReservedRole!), ResourceQuantities.Of(new ResourceQuantity(resource.Name, resource.Amount))));

    private static string TopOf(string role) => role.IndexOf('/') is var slash and >= 0 ? role[..slash] : role;

    private void Consume(string role, ResourceQuantities quantities)
    {
        var account = Open(role);
        account.Add(quantities);
        Close(role, account);
    }

    private void Release(string role, ResourceQuantities quantities)
    {
        var account = Open(role);
        account.Subtract(quantities);
        Close(role, account);
    }

    /// <summary>Takes the account's promise out of the sum, so that it may change.</summary>
    private QuotaAccount Open(string role)
    {
        if (!_accounts.TryGetValue(role, out var account))
            _accounts.Add(role, account = new());
        else if (!account.Quota.Guarantees.IsEmpty)
            _required.Subtract(account.Unmet);
        return account;
    }

    /// <summary>Puts the account's promise into the sum as it is now.</summary>
    private void Close(string role, QuotaAccount account)
    {
        if (account.IsNeedless)
            _accounts.Remove(role);
        if (account.Quota.Guarantees.IsEmpty)
        {
            _unmet.Remove(role);
            return;
        }

        var unmet = account.Unmet;
        _required.Add(unmet);
        if (unmet.IsEmpty)
            _unmet.Remove(role);
        else
            _unmet.Add(role);
    }
}
