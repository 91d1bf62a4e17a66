using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Cgroups;

/// <summary>Where the control group file systems of a host are.</summary>
/// <param name="Version1">The folder of each controller that is wanted here.</param>
/// <param name="Version2">The folder of the one tree of version 2; null: none.</param>
internal sealed record CgroupMounts(ImmutableSortedDictionary<string, string> Version1, string? Version2)
{
    /// <summary>The folder that is usually above all of them.</summary>
    private const string Usual = "/sys/fs/cgroup";

    /// <summary>Whether the kernel changes a mount together with those below it.</summary>
    private static readonly bool SealsWhatIsBelow = Environment.OSVersion.Version >= new Version(5, 12);

    private static readonly string[] Wanted = ["cpu", "cpuacct", "memory", "pids", "devices"];

    /// <summary>The mounts below which all control groups lie, those of other controllers too.</summary>
    public ImmutableArray<string> Topmost { get; init; } = [];

    /// <summary>Reads the lines of /proc/self/mountinfo.</summary>
    public static CgroupMounts Parse(IEnumerable<string> lines)
    {
        var first = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var (all, hasUsual) = (new List<string>(), false);
        string? second = null;
        foreach (var line in lines)
        {
            // 36 35 98:0 /root /mount/point options optional… - type source super,options
            var halves = line.Split(" - ", 2);
            var (fields, rest) = (halves[0].Split(' '), halves[^1].Split(' '));
            if (halves.Length < 2 || fields.Length < 5 || rest.Length < 3)
                continue;
            hasUsual |= fields[4] == Usual;
            if (rest[0] is "cgroup" or "cgroup2")
                all.Add(fields[4]);
            if (rest[0] == "cgroup2")
                second ??= fields[4];
            else if (rest[0] == "cgroup")
                foreach (var controller in rest[2].Split(',').Intersect(Wanted, StringComparer.Ordinal))
                    first.TryAdd(controller, fields[4]);
        }

        if (hasUsual)
            all = [Usual, .. all.Where(mount => mount != Usual && (!SealsWhatIsBelow || !mount.StartsWith(Usual, StringComparison.Ordinal)))];
        return new CgroupMounts(first.ToImmutable(), second) { Topmost = [.. all] };
    }
}
