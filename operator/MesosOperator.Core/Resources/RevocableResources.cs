namespace MesosOperator.Core.Resources;

/// <summary>
/// Resources that an agent lends beyond what it has: their total is what it estimates, and may be less than what tasks use
/// at the moment (semantics 3.15).
/// </summary>
internal static class RevocableResources
{
    /// <summary>A total in which at least those revocable resources are that are used.</summary>
    public static ResourceSet Cover(ResourceSet total, ResourceSet used)
    {
        if (used.IsPlain)
            return total;
        foreach (var resource in used.Items)
        {
            if (!resource.Traits.IsRevocable || resource.Kind != ResourceKind.Scalar)
                continue;
            var there = total.Items.FirstOrDefault(resource.IsLike)?.Amount ?? Amount.Zero;
            total += ResourceSet.Of(Resource.Of(resource.Name, resource.Amount.MinusAtMost(there), resource.Traits));
        }

        return total;
    }

    /// <summary>The resources with another amount of revocable ones.</summary>
    public static ResourceSet Replace(ResourceSet resources, ResourceSet revocable) => resources.Where(resource => !resource.Traits.IsRevocable) + revocable;

    /// <summary>Whether any of them is revocable.</summary>
    public static bool AreIn(ResourceSet resources)
    {
        if (resources.IsPlain)
            return false;
        foreach (var resource in resources.Items)
            if (resource.Traits.IsRevocable)
                return true;
        return false;
    }

    /// <summary>What is wrong with a total of revocable resources, or null.</summary>
    public static string? Problem(ResourceSet revocable) =>
        revocable.Items.FirstOrDefault(resource => !resource.Traits.Equals(new ResourceTraits { IsRevocable = true }) || resource.Kind != ResourceKind.Scalar) is { } wrong
            ? $"{wrong} is no revocable scalar that nobody has reserved"
            : null;
}
