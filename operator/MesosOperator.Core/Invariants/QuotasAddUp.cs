using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Invariants;

/// <summary>
/// The accounts of roles agree with what is really reserved, offered and used in their subtrees, and so does what is
/// kept for promises.
/// </summary>
public static class QuotasAddUp
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(QuotaBook quotas, IEnumerable<Agent> agents)
    {
        var consumed = new SortedDictionary<RoleName, ResourceQuantities>();
        foreach (var agent in agents)
        {
            foreach (var resource in agent.Total.Items)
                if (resource.Traits.ReservedRole is { } role)
                    Add(consumed, role, ResourceSet.Of(resource).Quantities);
            foreach (var offer in agent.Offers.Values)
                Add(consumed, offer.Role.Value, offer.Resources.UnreservedQuantities);
            foreach (var task in agent.Tasks.Values.Where(task => task.HoldsResources))
                Add(consumed, task.Role.Value, task.Info.Resources.UnreservedQuantities);
            foreach (var executor in agent.Executors.Values)
                Add(consumed, executor.Role.Value, executor.Resources.UnreservedQuantities);
            foreach (var copy in agent.GivenUp.Values)
                Add(consumed, copy.Role.Value, copy.Held.UnreservedQuantities);
        }

        foreach (var (role, real) in consumed)
            if (!quotas.Consumed(role).Equals(real))
                return $"role {role} and those below it consume {real}, but are booked with {quotas.Consumed(role)}";
        var booked = quotas.Accounts.FirstOrDefault(account => !consumed.ContainsKey(account.Role) && !account.Consumed.IsEmpty);
        if (booked is not null)
            return $"role {booked.Role} and those below it consume nothing, but are booked with {booked.Consumed}";
        var needed = Needed(quotas.Accounts.ToLookup(account => account.Parent), null);
        return quotas.Required.Equals(needed) ? null : $"{needed} is needed for promises, but {quotas.Required} is kept";
    }

    private static void Add(SortedDictionary<RoleName, ResourceQuantities> consumed, string role, ResourceQuantities quantities)
    {
        for (var path = role; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOf('/'))])
            if (!quantities.IsEmpty)
                consumed[new(path)] = consumed.GetValueOrDefault(new(path), ResourceQuantities.Empty) + quantities;
    }

    /// <summary>What the accounts below one need, or all at the top: each the larger of its own open promise and what those below it need.</summary>
    private static ResourceQuantities Needed(ILookup<QuotaAccount?, QuotaAccount> accounts, QuotaAccount? above) => accounts[above]
        .Aggregate(ResourceQuantities.Empty, (sum, account) =>
        {
            var (open, below) = (account.Quota.Guarantees - account.Consumed, Needed(accounts, account));
            var needed = open + (below - open);
            var room = account.Quota.Limits.Less(account.Consumed);
            return sum + ResourceQuantities.Of(needed.Items.Select(item => item with { Amount = Amount.Min(item.Amount, room.Get(item.Name) ?? item.Amount) }));
        });
}
