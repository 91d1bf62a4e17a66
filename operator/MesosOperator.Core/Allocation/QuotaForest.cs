using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Allocation;

/// <summary>
/// Quotas as they stand above and below each other. What a role is promised serves the roles below it, so they are
/// promised parts of it and not more beside it; and a limit holds for all below it together.
/// </summary>
public static class QuotaForest
{
    /// <summary>What is promised in all, with nothing counted twice.</summary>
    public static ResourceQuantities Promised(IEnumerable<KeyValuePair<RoleName, Quota>> quotas) =>
        Promises(quotas.ToDictionary()).GetValueOrDefault(default, ResourceQuantities.Empty);

    /// <summary>What contradicts itself between roles and those below them, or null.</summary>
    internal static string? Problem(IReadOnlyDictionary<RoleName, Quota> quotas)
    {
        var below = Promises(quotas);
        foreach (var (role, quota) in quotas.OrderBy(entry => entry.Key))
            if ((BelowProblem(role, quota, below.GetValueOrDefault(role, ResourceQuantities.Empty)) ?? LimitProblem(role, quotas)) is { } problem)
                return problem;
        return null;
    }

    /// <summary>What the roles below each role are promised together; under no role, what all are.</summary>
    private static Dictionary<RoleName, ResourceQuantities> Promises(IReadOnlyDictionary<RoleName, Quota> quotas)
    {
        var below = new Dictionary<RoleName, ResourceQuantities>();
        foreach (var (role, quota) in quotas.OrderByDescending(entry => entry.Key.Value.Length))
        {
            var (own, others) = (quota.Guarantees, below.GetValueOrDefault(role, ResourceQuantities.Empty));
            var above = Above(role, quotas);
            below[above] = below.GetValueOrDefault(above, ResourceQuantities.Empty) + own + (others - own);
        }

        return below;
    }

    /// <summary>The nearest role above that has a quota; the default value where there is none.</summary>
    private static RoleName Above(RoleName role, IReadOnlyDictionary<RoleName, Quota> quotas)
    {
        for (var path = role.Value; path.LastIndexOf('/') is var slash and > 0;)
        {
            path = path[..slash];
            if (quotas.ContainsKey(new(path)))
                return new(path);
        }

        return default;
    }

    private static string? BelowProblem(RoleName role, Quota quota, ResourceQuantities below)
    {
        foreach (var promised in below.Items)
        {
            if (quota.Guarantees.Get(promised.Name) is { IsZero: false } own && promised.Amount > own)
                return $"role '{role}' is guaranteed {promised.Name}:{own}, and the roles below it would be guaranteed {promised} together";
            if (quota.Limits.Get(promised.Name) is { } limit && promised.Amount > limit)
                return $"role '{role}' has the limit {promised.Name}:{limit}, and the roles below it would be guaranteed {promised} together";
        }

        return null;
    }

    private static string? LimitProblem(RoleName role, IReadOnlyDictionary<RoleName, Quota> quotas)
    {
        for (var above = Above(role, quotas); above != default; above = Above(above, quotas))
            foreach (var limit in quotas[role].Limits.Items)
                if (quotas[above].Limits.Get(limit.Name) is { } wider && limit.Amount > wider)
                    return $"role '{role}' would have the limit {limit}, and role '{above}' above it has {limit.Name}:{wider}";
        return null;
    }
}
