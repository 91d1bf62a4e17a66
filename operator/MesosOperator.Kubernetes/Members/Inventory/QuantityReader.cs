using k8s.Models;

namespace MesosOperator.Kubernetes.Members.Inventory;

/// <summary>Reads what Kubernetes says about amounts. What cannot be read, or is beyond measure, counts as nothing.</summary>
internal static class QuantityReader
{
    private const decimal BytesInMebibyte = 1 << 20;
    private const string Gpus = "nvidia.com/gpu";

    /// <summary>The amounts of a list such as <c>requests</c> or <c>allocatable</c>.</summary>
    public static NodeAmounts Read(IEnumerable<KeyValuePair<string, ResourceQuantity>>? amounts)
    {
        var sum = new NodeAmounts();
        foreach (var (name, quantity) in amounts ?? [])
            sum += name switch
            {
                "cpu" => new NodeAmounts(Milli(quantity, 1), 0, 0, 0),
                "memory" => new NodeAmounts(0, Milli(quantity, BytesInMebibyte), 0, 0),
                "ephemeral-storage" => new NodeAmounts(0, 0, Milli(quantity, BytesInMebibyte), 0),
                Gpus => new NodeAmounts(0, 0, 0, Milli(quantity, 1)),
                _ => default,
            };
        return sum;
    }

    private static long Milli(ResourceQuantity quantity, decimal unit)
    {
        try
        {
            var milli = quantity.ToDecimal() * 1000 / unit;
            return milli is > 0 and < Core.Resources.Amount.MaxStatedMilli ? (long)milli : 0;
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException or ArgumentException)
        {
            return 0;
        }
    }
}
