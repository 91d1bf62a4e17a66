using System.Collections.Immutable;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>Rights of root that a container has, by name without <c>CAP_</c>.</summary>
/// <param name="Bounding">Those that a program in it can ever have.</param>
/// <param name="Effective">Those that its first program has.</param>
internal sealed record CapabilitySet(ImmutableSortedSet<string> Bounding, ImmutableSortedSet<string> Effective)
{
    private const string Everything = "ALL";
    private const string Prefix = "CAP_";

    /// <summary>The numbers that Mesos gives them begin there, in the kernel's order.</summary>
    private const int FirstNumber = 1000;

    private static readonly ImmutableSortedSet<string> Usual = ImmutableSortedSet.Create(
        StringComparer.Ordinal,
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "NET_RAW", "SETFCAP", "SETGID",
        "SETPCAP", "SETUID", "SYS_CHROOT");

    /// <summary>What Docker gives to every container.</summary>
    public static readonly CapabilitySet Standard = new(Usual, Usual);

    private static readonly ImmutableSortedDictionary<int, string> Names = CapabilityInfo.Descriptor.EnumTypes
        .Single(names => names.Name == "Capability").Values
        .Where(known => known.Number >= FirstNumber)
        .ToImmutableSortedDictionary(known => known.Number, known => known.Name);

    /// <summary>All that this kernel knows.</summary>
    /// <param name="last">Number of its last one.</param>
    public static CapabilitySet All(int last)
    {
        var all = Names.Where(known => known.Key - FirstNumber <= last).Select(known => known.Value).ToImmutableSortedSet(StringComparer.Ordinal);
        return new(all, all);
    }

    /// <summary>A bit for each, by the kernel's numbers.</summary>
    public ulong Bits => Names.Where(known => Bounding.Contains(known.Value)).Aggregate(0ul, (bits, known) => bits | 1ul << (known.Key - FirstNumber));

    /// <summary>No others than those.</summary>
    public CapabilitySet Within(ulong allowed)
    {
        var names = Names.Where(known => (allowed >> (known.Key - FirstNumber) & 1) != 0).Select(known => known.Value).ToImmutableSortedSet(StringComparer.Ordinal);
        return new(Bounding.Intersect(names), Effective.Intersect(names));
    }

    public static bool IsKnown(string name) => Names.ContainsValue(name);

    /// <summary>Those of a Mesos message; null where it names none that is known.</summary>
    public static CapabilitySet? Of(LinuxInfo linux)
    {
#pragma warning disable CS0612 // Frameworks still use the old field.
        var effective = linux.EffectiveCapabilities ?? linux.CapabilityInfo;
#pragma warning restore CS0612
        var bounding = linux.BoundingCapabilities ?? effective;
        if (effective is null && bounding is null)
            return null;
        var outer = Set(bounding!);
        return new(outer, effective is null ? Usual.Intersect(outer) : Set(effective));
    }

    /// <summary>With and without some, as Docker's parameters say it; what is wrong with the names, or null.</summary>
    public (CapabilitySet Set, string? Problem) Change(IReadOnlyCollection<string> added, IReadOnlyCollection<string> dropped, int last)
    {
        string[] more = [.. added.Select(Plain)], less = [.. dropped.Select(Plain)];
        if (more.Concat(less).FirstOrDefault(name => name != Everything && !IsKnown(name)) is { } unknown)
            return (this, $"'{unknown}' is not a capability");
        var from = more.Contains(Everything) ? All(last).Bounding : less.Contains(Everything) ? Bounding.Clear() : Bounding;
        if (added.Count + dropped.Count == 0)
            return (this, null);
        var set = from.Union(more.Where(name => name != Everything)).Except(less);
        return (new CapabilitySet(set, set), null);
    }

    private static string Plain(string name)
    {
        var upper = name.ToUpperInvariant();
        return upper.StartsWith(Prefix, StringComparison.Ordinal) ? upper[Prefix.Length..] : upper;
    }

    private static ImmutableSortedSet<string> Set(CapabilityInfo info) =>
        info.Capabilities.Where(known => Names.ContainsKey((int)known)).Select(known => Names[(int)known]).ToImmutableSortedSet(StringComparer.Ordinal);
}
