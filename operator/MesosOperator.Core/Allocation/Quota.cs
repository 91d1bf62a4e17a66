using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Allocation;

/// <summary>What a role is promised when it asks, and the most that it may consume (semantics 3.14).</summary>
public sealed record Quota(ResourceQuantities Guarantees, ResourceLimits Limits)
{
    /// <summary>No promise and no limit, as every role has that was given no quota.</summary>
    public static readonly Quota None = new(ResourceQuantities.Empty, ResourceLimits.None);

    /// <summary>Whether this is no quota at all.</summary>
    public bool IsNone => Guarantees.IsEmpty && Limits.IsEmpty;
}
