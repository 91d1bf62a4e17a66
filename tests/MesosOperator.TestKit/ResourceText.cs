using System.Globalization;
using System.Text.RegularExpressions;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.TestKit;

/// <summary>
/// Reads resources as Mesos writes them: <c>cpus:4;mem:8192;ports:[31000-32000];zones:{a,b};cpus(dev):2;cpus{REV}:1</c>,
/// and what operations have made of them: <c>disk(eng,+eng/dev@who~label:value)[volume@who]&lt;Mount&gt;:64</c>.
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
        var traits = Traits(match.Groups);
        var value = match.Groups["value"].Value;
        return value[0] switch
        {
            '[' => Resource.Of(name, ValueRanges.Of(Items(value).Select(Range)), traits),
            '{' => Resource.Of(name, ValueSet.Of(Items(value)), traits),
            _ => Resource.Of(name, Scalar(value), traits),
        };
    }

    private static ResourceTraits Traits(GroupCollection groups)
    {
        var traits = new ResourceTraits
        {
            Reservations = groups["stack"].Success ? [.. groups["stack"].Value.Split(',').Select(Reservation)] : [],
            Volume = groups["volume"].Success ? new(groups["volume"].Value, Owner(groups["owner"].Value), Payload.Empty) : null,
            DiskKind = groups["disk"].Success ? Enum.Parse<DiskKind>(groups["disk"].Value) : DiskKind.Root,
            IsRevocable = groups["revocable"].Success,
            IsShared = groups["shared"].Success,
        };
        return traits.Equals(ResourceTraits.None) ? ResourceTraits.None : traits;
    }

    private static Reservation Reservation(string text)
    {
        var parts = text.TrimStart('+').Split('~');
        var who = parts[0].Split('@');
        return new(
            text[0] == '+' ? ReservationKind.Dynamic : ReservationKind.Static,
            who[0],
            who.Length > 1 ? who[1] : null,
            [.. parts[1..].Select(label => label.Split(':')).Select(label => new Label(label[0], label[1]))]);
    }

    private static string? Owner(string text) => text.Length == 0 ? null : text;

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

    [GeneratedRegex(@"^(?<name>[\w-]+)(\((?<stack>[^)]+)\))?(\[(?<volume>[\w.-]+)(@(?<owner>\w+))?\])?(<(?<disk>\w+)>)?(?<revocable>\{REV\})?(?<shared>\{SHARED\})?[:=](?<value>\[.*\]|\{.*\}|[\d.]+)$")]
    private static partial Regex Form();
}
