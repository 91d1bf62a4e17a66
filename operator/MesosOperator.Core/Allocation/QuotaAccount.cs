using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Allocation;

/// <summary>
/// What a top-level role consumes, its whole subtree counted: all that is reserved for it, used or not, and what it is
/// offered or uses of the unreserved (semantics 3.2, step 2).
/// </summary>
public sealed class QuotaAccount
{
    private readonly QuantityTotals _consumed = new();
    private ResourceQuantities? _current = ResourceQuantities.Empty;

    /// <summary>The role's quota.</summary>
    public Quota Quota { get; internal set; } = Quota.None;

    /// <summary>What is consumed.</summary>
    public ResourceQuantities Consumed => _current ??= _consumed.ToQuantities();

    /// <summary>What is promised and not consumed yet.</summary>
    public ResourceQuantities Unmet => Quota.Guarantees - Consumed;

    internal bool IsNeedless => Quota.IsNone && _consumed.IsZero;

    internal void Add(ResourceQuantities quantities)
    {
        _consumed.Add(quantities);
        _current = null;
    }

    internal void Subtract(ResourceQuantities quantities)
    {
        _consumed.Subtract(quantities);
        _current = null;
    }
}
