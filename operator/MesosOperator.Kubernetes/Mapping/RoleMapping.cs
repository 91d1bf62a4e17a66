using System.Globalization;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Resources;
using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Roles;
using Quota = MesosOperator.Core.Allocation.Quota;

namespace MesosOperator.Kubernetes.Mapping;

/// <summary>What a role's object gives, as the core counts it, and back.</summary>
internal static class RoleMapping
{
    /// <summary>The weight of a role that nobody has given one, in thousandths.</summary>
    public const int UsualWeightMilli = 1000;

    /// <summary>A weight in thousandths, at least one; the spec must be valid.</summary>
    public static int WeightMilliOf(V1Alpha1RoleSpec spec) =>
        (int)Math.Clamp(Math.Round(spec.Weight.ToDecimal() * 1000), 1, int.MaxValue);

    /// <summary>A weight as people write it.</summary>
    public static Quantity WeightOf(int milli) => new((milli / 1000m).ToString("0.###", CultureInfo.InvariantCulture));

    /// <summary>A quota; the spec must be valid.</summary>
    public static Quota QuotaOf(V1Alpha1RoleSpec spec) => spec.Quota is not { } quota
        ? Quota.None
        : new(quota.Guarantees?.ToQuantities() ?? ResourceQuantities.Empty, quota.Limits?.ToLimits() ?? ResourceLimits.None);

    /// <summary>A quota as people write it; null where there is none.</summary>
    public static Crds.Roles.Quota? QuotaOf(Quota quota) => quota.IsNone ? null : new()
    {
        Guarantees = quota.Guarantees.IsEmpty ? null : ResourceAmounts.From(quota.Guarantees),
        Limits = quota.Limits.IsEmpty ? null : ResourceAmounts.From(quota.Limits),
    };
}
