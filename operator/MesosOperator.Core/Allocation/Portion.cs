using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Allocation;

/// <summary>Cuts what a role could get on an agent down to what it may get: its limit, and the headroom that promises to others need.</summary>
internal static class Portion
{
    /// <summary>What a role gets towards its open guarantee, and beyond it as far as limit and headroom allow; nothing when the agent has nothing of what is promised.</summary>
    public static ResourceSet ForGuarantee(QuotaBook quotas, QuotaAccount account, string role, ResourceSet fitting)
    {
        var unmet = account.Unmet;
        var guaranteed = AtMost(fitting.UnreservedQuantities, unmet);
        if (guaranteed.IsEmpty)
            return ResourceSet.Empty;
        var extra = fitting.UnreservedQuantities - guaranteed;
        extra = AtMost(extra, account.Quota.Limits.Less(account.Consumed + guaranteed));
        extra = AtMost(extra, quotas.Available - quotas.Required);
        return Cut(fitting, guaranteed + extra, resource => resource.Traits.ReservedRole is not { } reserved || reserved == role);
    }

    /// <summary>What a role gets by fair share: everything reserved, and of the rest as much as limit and headroom allow.</summary>
    public static ResourceSet ForFairShare(QuotaBook quotas, QuotaAccount? account, ResourceSet fitting)
    {
        if (account is null && !quotas.HasUnmetGuarantees)
            return fitting;
        var allowed = fitting.UnreservedQuantities;
        if (account is not null)
            allowed = AtMost(allowed, account.Quota.Limits.Less(account.Consumed));
        if (quotas.HasUnmetGuarantees)
            allowed = AtMost(allowed, quotas.Available - quotas.Required);
        return allowed.Equals(fitting.UnreservedQuantities) ? fitting : Cut(fitting, allowed, _ => true);
    }

    /// <summary>What a role's limit alone leaves of what it could get.</summary>
    public static ResourceSet WithinLimit(QuotaAccount account, ResourceSet fitting) =>
        Cut(fitting, AtMost(fitting.UnreservedQuantities, account.Quota.Limits.Less(account.Consumed)), _ => true);

    private static ResourceQuantities AtMost(ResourceQuantities quantities, ResourceQuantities most) => ResourceQuantities.Of(
        quantities.Items.Select(item => item with { Amount = Amount.Min(item.Amount, most.Get(item.Name)) }));

    private static ResourceQuantities AtMost(ResourceQuantities quantities, ResourceLimits most) => most.IsEmpty
        ? quantities
        : ResourceQuantities.Of(quantities.Items.Select(
            item => item with { Amount = most.Get(item.Name) is { } limit ? Amount.Min(item.Amount, limit) : item.Amount }));

    /// <summary>Keeps unreserved scalars up to the amounts, and of everything else what satisfies the condition.</summary>
    private static ResourceSet Cut(ResourceSet resources, ResourceQuantities amounts, Func<Resource, bool> keep)
    {
        var left = amounts;
        var kept = new List<Resource>(resources.Items.Length);
        foreach (var resource in resources.Items)
        {
            if (!resource.IsUnreservedScalar)
            {
                if (keep(resource))
                    kept.Add(resource);
                continue;
            }

            var part = resource.AtMost(left.Get(resource.Name));
            kept.Add(part);
            left -= ResourceQuantities.Of(new ResourceQuantity(part.Name, part.Amount));
        }

        return ResourceSet.Of(kept);
    }
}
