using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Roles;

namespace MesosOperator.Runtime.Metrics;

/// <summary>Shares, refusals and quotas of roles, as <c>allocator/mesos/…</c>.</summary>
internal static class RoleFigures
{
    public static void Add(SortedDictionary<string, double> metrics, MasterView view)
    {
        foreach (var role in view.Roles)
        {
            metrics[$"allocator/mesos/roles/{role.Name.Value}/shares/dominant"] = role.DominantShare;
            metrics[$"allocator/mesos/offer_filters/roles/{role.Name.Value}/active"] = role.ActiveFilters;
        }

        foreach (var (role, quota) in view.Quotas)
        {
            metrics.TryAdd($"allocator/mesos/offer_filters/roles/{role.Value}/active", 0);
            foreach (var guarantee in quota.Guarantees.Items)
                metrics[NameOf(role, guarantee.Name, "guarantee")] = guarantee.Amount.ToUnits();
            foreach (var limit in quota.Limits.Items)
                metrics[NameOf(role, limit.Name, "limit")] = limit.Amount.ToUnits();
            foreach (var name in quota.Guarantees.Items.Concat(quota.Limits.Items).Select(item => item.Name).Distinct())
                metrics[NameOf(role, name, "offered_or_allocated")] =
                    view.Roles.FirstOrDefault(held => held.Name == role)?.Held.Get(name).ToUnits() ?? 0;
        }
    }

    private static string NameOf(RoleName role, string resource, string figure) =>
        $"allocator/mesos/quota/roles/{role.Value}/resources/{resource}/{figure}";
}
