using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Allocation;

/// <summary>Cuts what a role could get on an agent down to what it may get: limits, and the headroom that promises to others need.</summary>
internal static class Portion
{
    /// <summary>More names of scalars than anybody has; those beyond them are counted in a list of their own.</summary>
    private const int UsualNames = 16;

    /// <summary>What a role gets towards open guarantees, and beyond them as far as limits and headroom allow; nothing when the agent has nothing of what is promised.</summary>
    public static ResourceSet ForGuarantee(QuotaBook quotas, QuotaAccount account, ResourceSet fitting)
    {
        var items = fitting.UnreservedQuantities.Items.AsSpan();
        Span<long> allowed = items.Length <= UsualNames ? stackalloc long[items.Length] : new long[items.Length];
        var isClaimed = false;
        for (var index = 0; index < items.Length; index++)
        {
            var (name, amount) = (quotas.NumberOf(items[index].Name), items[index].Amount.Milli);
            var claim = account.Claim(name, amount);
            isClaimed |= claim > 0;
            allowed[index] = claim + Math.Min(account.WithinLimits(name, amount - claim, claim), quotas.Headroom(name));
        }

        return isClaimed ? Cut(fitting, items, allowed, account.Role.Value) : ResourceSet.Empty;
    }

    /// <summary>What a role gets by fair share: everything reserved, and of the rest as much as limits and headroom allow.</summary>
    public static ResourceSet ForFairShare(QuotaBook quotas, QuotaAccount account, ResourceSet fitting) =>
        quotas.HasUnmetGuarantees || account.IsLimited ? Allowed(quotas, account, fitting, isHeadroomKept: true) : fitting;

    /// <summary>What limits alone leave of what a role could get.</summary>
    public static ResourceSet WithinLimits(QuotaBook quotas, QuotaAccount account, ResourceSet fitting) =>
        account.IsLimited ? Allowed(quotas, account, fitting, isHeadroomKept: false) : fitting;

    private static ResourceSet Allowed(QuotaBook quotas, QuotaAccount account, ResourceSet fitting, bool isHeadroomKept)
    {
        var items = fitting.UnreservedQuantities.Items.AsSpan();
        Span<long> allowed = items.Length <= UsualNames ? stackalloc long[items.Length] : new long[items.Length];
        var isWhole = true;
        for (var index = 0; index < items.Length; index++)
        {
            var (name, amount) = (quotas.NumberOf(items[index].Name), items[index].Amount.Milli);
            allowed[index] = account.WithinLimits(name, amount, 0);
            if (isHeadroomKept)
                allowed[index] = Math.Min(allowed[index], quotas.Headroom(name));
            isWhole &= allowed[index] == amount;
        }

        return isWhole ? fitting : Cut(fitting, items, allowed, keptFor: null);
    }

    /// <summary>Keeps unreserved scalars up to the amounts, and everything else; but of what is reserved only what is for one role, where one is named.</summary>
    private static ResourceSet Cut(ResourceSet resources, ReadOnlySpan<ResourceQuantity> quantities, Span<long> left, string? keptFor)
    {
        if (resources.IsPlain && !left.ContainsAnyExcept(0) && quantities.Length == resources.Items.Length)
            return ResourceSet.Empty;
        var kept = new List<Resource>(resources.Items.Length);
        foreach (var resource in resources.Items)
        {
            if (!resource.IsUnreservedScalar)
            {
                if (keptFor is null || resource.Traits.ReservedRole is not { } reserved || reserved == keptFor)
                    kept.Add(resource);
                continue;
            }

            ref var most = ref left[IndexOf(quantities, resource.Name)];
            var part = resource.AtMost(new(most));
            kept.Add(part);
            most -= part.Amount.Milli;
        }

        return ResourceSet.Of(kept);
    }

    private static int IndexOf(ReadOnlySpan<ResourceQuantity> quantities, string name)
    {
        var index = 0;
        while (quantities[index].Name != name)
            index++;
        return index;
    }
}
