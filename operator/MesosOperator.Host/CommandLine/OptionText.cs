using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Text;

namespace MesosOperator.Host.CommandLine;

/// <summary>From the text of an option to its value. What is wrong with a text is reported beside all else that is wrong.</summary>
internal static class OptionText
{
    private const int LargestWeight = 1_000_000;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>A port to listen on; 0 takes any that is free.</summary>
    public static int Port(ArgumentResult text) => Number(text, 0, IPEndPoint.MaxPort);

    /// <summary>A whole number in a range.</summary>
    public static int Number(ArgumentResult text, int least, int most)
    {
        var value = Single(text);
        if (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        return Refuse<int>(text, $"must be a whole number from {least} to {most}");
    }

    /// <summary>An address of this machine.</summary>
    public static IPAddress? Address(ArgumentResult text) =>
        IPAddress.TryParse(Single(text), out var address) ? address : Refuse<IPAddress>(text, "must be an IP address, such as 127.0.0.1 or 0.0.0.0");

    /// <summary>An option for a time, which is null where none was given: the help can then tell the default in words of ours.</summary>
    public static Option<TimeSpan?> DurationOption(string name, string description, TimeSpan normal) =>
        DurationOption(name, $"{description} [default: {Words(normal)}]");

    /// <summary>An option for a time that nothing stands in for where none was given.</summary>
    public static Option<TimeSpan?> DurationOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "time",
        CustomParser = Duration,
    };

    /// <summary>A time, such as <c>500ms</c>, <c>1s</c>, <c>5m</c>; also in Mesos' words, such as <c>15secs</c>.</summary>
    private static TimeSpan? Duration(ArgumentResult text)
    {
        if (DurationText.Read(Single(text)) is { } time && time >= Shortest && time <= Longest)
            return time;
        return Refuse<TimeSpan?>(text, $"must be a time from {Words(Shortest)} to {Words(Longest)}, written like 500ms, 15s or 2m");
    }

    /// <summary>Weights of roles in thousandths, from <c>role=weight,role=weight</c>.</summary>
    public static ImmutableSortedDictionary<RoleName, int> Weights(ArgumentResult text)
    {
        var weights = ImmutableSortedDictionary.CreateBuilder<RoleName, int>();
        foreach (var part in Single(text).Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.LastIndexOf('=');
            if (equals < 0)
                Refuse<int>(text, $"'{part}' must be written role=weight");
            else if (RoleName.Problem(part[..equals]) is { } problem)
                Refuse<int>(text, problem);
            else if (!TryWeight(part[(equals + 1)..], out var milli))
                Refuse<int>(text, $"the weight of '{part[..equals]}' must be a number from 0.001 to {LargestWeight}");
            else if (!weights.TryAdd(new RoleName(part[..equals]), milli))
                Refuse<int>(text, $"role '{part[..equals]}' has two weights");
        }

        return weights.ToImmutable();
    }

    /// <summary>Who is served first.</summary>
    public static AllocationOrder Order(ArgumentResult text) => Single(text) switch
    {
        "drf" => AllocationOrder.FairShare,
        "random" => AllocationOrder.Random,
        _ => Refuse<AllocationOrder>(text, "must be drf or random"),
    };

    /// <summary>Names, from <c>name,name</c>.</summary>
    public static ImmutableSortedSet<string> Names(ArgumentResult text) =>
        Single(text).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>Roles, from <c>role,role</c>.</summary>
    public static ImmutableSortedSet<RoleName> Roles(ArgumentResult text)
    {
        var names = Names(text);
        if (names.IsEmpty)
            Refuse<int>(text, "must name at least one role");
        foreach (var problem in names.Select(RoleName.Problem).OfType<string>())
            Refuse<int>(text, problem);
        return names.Select(name => new RoleName(name)).ToImmutableSortedSet();
    }

    private static bool TryWeight(string text, out int milli)
    {
        milli = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) || weight > LargestWeight)
            return false;
        milli = (int)(weight * 1000);
        return milli > 0;
    }

    private static string Single(ArgumentResult text) => text.Tokens[^1].Value;

    private static T? Refuse<T>(ArgumentResult text, string rule)
    {
        var option = (text.Parent as OptionResult)?.IdentifierToken?.Value;
        text.AddError($"{option} '{Single(text)}': {rule}");
        return default;
    }

    private static string Words(TimeSpan time) =>
        time < TimeSpan.FromSeconds(1) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds}ms")
        : time < TimeSpan.FromMinutes(2) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds}s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes}m");
}
