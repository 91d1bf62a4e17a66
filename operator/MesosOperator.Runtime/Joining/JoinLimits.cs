using System.Collections.Immutable;
using System.IO.Enumeration;
using MesosOperator.Core.Agents;

namespace MesosOperator.Runtime.Joining;

/// <summary>
/// What an agent may say of itself, as the token says by which it joined: for ever, since its certificate carries it.
/// Empty parts limit nothing.
/// </summary>
public sealed record JoinLimits
{
    private const int MostNames = 64;
    private const int LongestText = 4096;

    private static readonly ImmutableSortedSet<string> Anything = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>No limits.</summary>
    public static readonly JoinLimits None = new();

    /// <summary>Attributes that it must have, each with the values that are allowed.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedSet<string>> Attributes { get; private init; } =
        ImmutableSortedDictionary.Create<string, ImmutableSortedSet<string>>(StringComparer.Ordinal);

    /// <summary>Patterns of host names, with <c>*</c> and <c>?</c>.</summary>
    public ImmutableSortedSet<string> Hostnames { get; private init; } = Anything;

    /// <summary>Regions.</summary>
    public ImmutableSortedSet<string> Regions { get; private init; } = Anything;

    /// <summary>Zones.</summary>
    public ImmutableSortedSet<string> Zones { get; private init; } = Anything;

    /// <summary>
    /// From the texts of a token: <c>rack:r1|r2;row:7</c> for attributes, <c>a|b</c> for others; null is as good as empty.
    /// </summary>
    public static (JoinLimits Limits, string? Problem) Parse(string? attributes, string? hostnames, string? regions, string? zones)
    {
        var limits = new JoinLimits { Hostnames = Values(hostnames), Regions = Values(regions), Zones = Values(zones) };
        if (new[] { attributes, hostnames, regions, zones }.Sum(text => text?.Length ?? 0) > LongestText)
            return (None, $"its limits are longer than {LongestText} characters");
        foreach (var part in (attributes ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || Values(part[(colon + 1)..]) is not { IsEmpty: false } values)
                return (None, $"'{part}' is not an attribute with its values, such as rack:r1|r2");
            if (limits.Attributes.ContainsKey(part[..colon]))
                return (None, $"attribute '{part[..colon]}' is there twice");
            limits = limits with { Attributes = limits.Attributes.Add(part[..colon], values) };
        }

        return limits.Attributes.Count > MostNames ? (None, $"more than {MostNames} attributes") : (limits, null);
    }

    /// <summary>The limits in the name of a certificate, as written by <see cref="ToQuery"/>.</summary>
    public static JoinLimits FromQuery(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var parts = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).Where(part => part.Length == 2)
            .ToLookup(part => part[0], part => Uri.UnescapeDataString(part[1]), StringComparer.Ordinal);
        return Parse(parts["attributes"].FirstOrDefault(), parts["hostnames"].FirstOrDefault(), parts["regions"].FirstOrDefault(), parts["zones"].FirstOrDefault()).Limits;
    }

    /// <summary>As part of a URI; empty without limits.</summary>
    public string ToQuery()
    {
        (string Name, string Text)[] parts =
        [
            ("attributes", string.Join(';', Attributes.Select(attribute => $"{attribute.Key}:{string.Join('|', attribute.Value)}"))),
            ("hostnames", string.Join('|', Hostnames)),
            ("regions", string.Join('|', Regions)),
            ("zones", string.Join('|', Zones)),
        ];
        return string.Join('&', parts.Where(part => part.Text.Length > 0).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Text)}"));
    }

    /// <summary>Which limit an agent does not keep, in words for people; null when it keeps them all.</summary>
    public string? Problem(AgentInfo agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        if (!Hostnames.IsEmpty && !Hostnames.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, agent.Hostname)))
            return $"host '{agent.Hostname}' is none of {string.Join(", ", Hostnames)}";
        if (!Regions.IsEmpty && !Regions.Contains(agent.Domain?.Region ?? ""))
            return $"region '{agent.Domain?.Region}' is none of {string.Join(", ", Regions)}";
        if (!Zones.IsEmpty && !Zones.Contains(agent.Domain?.Zone ?? ""))
            return $"zone '{agent.Domain?.Zone}' is none of {string.Join(", ", Zones)}";
        foreach (var (name, allowed) in Attributes)
        {
            var values = agent.Attributes.Where(attribute => attribute.Name == name).Select(AttributeText.Of).ToArray();
            if (values.Length == 0)
                return $"it has no attribute '{name}', which is to be one of {string.Join(", ", allowed)}";
            if (values.FirstOrDefault(value => !allowed.Contains(value)) is { } other)
                return $"attribute '{name}' is '{other}', which is none of {string.Join(", ", allowed)}";
        }

        return null;
    }

    private static ImmutableSortedSet<string> Values(string? text) =>
        (text ?? "").Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToImmutableSortedSet(StringComparer.Ordinal);
}
