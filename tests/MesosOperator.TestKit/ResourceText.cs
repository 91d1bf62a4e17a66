using System.Globalization;
using System.Text.RegularExpressions;
using MesosOperator.Core.Resources;

namespace MesosOperator.TestKit;

/// <summary>
/// Reads resources as Mesos writes them: <c>cpus:4;mem:8192;ports:[31000-32000];zones:{a,b};cpus(dev):2;cpus{REV}:1</c>.
/// </summary>
public static partial class ResourceText
{
    public static ResourceSet Parse(string text) => ResourceSet.Of(
        text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseOne));

    public static Resource ParseOne(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
            throw new FormatException($"'{text}' is no resource");
        var name = match.Groups["name"].Value;
        var traits = Traits(match.Groups["role"].Value, match.Groups["revocable"].Success);
        var value = match.Groups["value"].Value;
        return value[0] switch
        {
            '[' => Resource.Of(name, ValueRanges.Of(Items(value).Select(Range)), traits),
            '{' => Resource.Of(name, ValueSet.Of(Items(value)), traits),
            _ => Resource.Of(name, Scalar(value), traits),
        };
    }

    private static ResourceTraits Traits(string role, bool isRevocable) => role.Length == 0 && !isRevocable
        ? ResourceTraits.None
        : new()
        {
            IsRevocable = isRevocable,
            Reservations = role.Length == 0 ? [] : [new Reservation(ReservationKind.Dynamic, role, null, [])],
        };

    private static string[] Items(string value) =>
        value[1..^1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static ValueRange Range(string text)
    {
        var ends = text.Split('-');
        return new(ulong.Parse(ends[0], CultureInfo.InvariantCulture), ulong.Parse(ends[^1], CultureInfo.InvariantCulture));
    }

    private static Amount Scalar(string text) =>
        Amount.TryFromUnits(double.Parse(text, CultureInfo.InvariantCulture), out var amount)
            ? amount
            : throw new FormatException($"'{text}' is no amount");

    [GeneratedRegex(@"^(?<name>[\w-]+)(\((?<role>[^)]+)\))?(?<revocable>\{REV\})?[:=](?<value>\[.*\]|\{.*\}|[\d.]+)$")]
    private static partial Regex Form();
}
