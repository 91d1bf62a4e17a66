using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Allocation;

/// <summary>Somebody who is ordered by share: a role among roles, or a framework within a role.</summary>
public abstract class ShareClient(string key)
{
    /// <summary>Decides ties that share and count leave.</summary>
    public string Key { get; } = key;

    /// <summary>What the client holds, offered or used.</summary>
    public QuantityTotals Held { get; } = new();

    /// <summary>How often the client was given something; never reset (semantics 3.3).</summary>
    public long AllocationCount { get; internal set; }

    /// <summary>The weight that divides the share, in thousandths.</summary>
    public int WeightMilli { get; internal set; } = Share.DefaultWeightMilli;

    /// <summary>Whether the client may be given anything.</summary>
    public bool IsActive { get; internal set; }

    /// <summary>The dominant share as of the last look.</summary>
    public Share Share { get; internal set; } = new(0, 1, Share.DefaultWeightMilli);

    internal void Give(ResourceQuantities quantities, Charge charge)
    {
        Held.Add(quantities);
        if (charge == Charge.Offer)
            AllocationCount++;
    }

    /// <summary>The largest part that the client holds of any one scalar resource.</summary>
    internal Share DominantShare(QuantityTotals totals)
    {
        var dominant = new Share(0, 1, WeightMilli);
        for (var index = 0; index < Held.Count; index++)
        {
            var total = totals.Milli(Held.NameAt(index));
            if (total == 0)
                continue;
            var share = new Share(Held.MilliAt(index), total, WeightMilli);
            if (share.CompareTo(dominant) > 0)
                dominant = share;
        }

        return dominant;
    }
}
