using System.Globalization;
using MesosOperator.Core.Resources;

namespace MesosOperator.Crds.Resources;

/// <summary>
/// Between the amounts of Mesos, which are plain numbers, and quantities. Mesos counts memory and disk in MiB, Kubernetes
/// in bytes: a bare number of them could mean either, so it is refused.
/// </summary>
internal static class ResourceUnits
{
    /// <summary>The rule that memory and disk have a unit, for maps of quantities.</summary>
    public const string Rule =
        "['disk', 'mem'].all(name, !(name in self) || self[name] == 0 || self[name] == '0'"
        + " || (type(self[name]) == string && self[name].matches('[MGTi]$')))";

    /// <summary>What to tell who breaks it.</summary>
    public const string Message = "mem and disk need a unit, such as 512Mi";

    private const decimal Mebibyte = 1024 * 1024;

    /// <summary>The most thousandths that are written as such; beyond them people read units with a fraction more easily.</summary>
    private const long MilliMax = 99_999;

    private static readonly (decimal Bytes, string Suffix)[] Binary =
    [
        (Mebibyte * Mebibyte, "Ti"), (Mebibyte * 1024, "Gi"), (Mebibyte, "Mi"), (1024, "Ki"),
    ];

    /// <summary>The amount meant by a quantity, rounded up to thousandths; false when it is more than anybody may state.</summary>
    public static bool TryToAmount(string name, Quantity quantity, out Amount amount)
    {
        var units = quantity.ToDecimal() / (IsInMebibytes(name) ? Mebibyte : 1);
        var fits = units <= Amount.MaxStatedMilli / 1000m;
        amount = fits ? new((long)Math.Ceiling(units * 1000)) : Amount.Zero;
        return fits;
    }

    /// <summary>The shortest quantity that means an amount exactly.</summary>
    public static Quantity ToQuantity(string name, Amount amount)
    {
        if (amount.IsZero)
            return new("0");
        if (!IsInMebibytes(name))
            return amount.Milli % 1000 == 0 || amount.Milli > MilliMax ? new(Units(amount)) : new($"{amount.Milli}m");
        foreach (var (bytes, suffix) in Binary)
            if (amount.Milli * Mebibyte / (bytes * 1000) is var count && decimal.IsInteger(count) && count <= QuantityFormat.UnitsMax)
                return new($"{count:0}{suffix}");
        return new($"{Units(amount)}Mi");
    }

    /// <summary>To the last digit, which a <see cref="double"/> cannot tell.</summary>
    private static string Units(Amount amount) => (amount.Milli / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    private static bool IsInMebibytes(string name) => name is ResourceName.Memory or ResourceName.Disk;
}
