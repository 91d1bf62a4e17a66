using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Cgroups;

/// <summary>Where the control group file systems of a host are.</summary>
/// <param name="Version1">The folder of each controller that is wanted here.</param>
/// <param name="Version2">The folder of the one tree of version 2; null: none.</param>
internal sealed record CgroupMounts(ImmutableSortedDictionary<string, string> Version1, string? Version2)
{
    private static readonly string[] Wanted = ["cpu", "cpuacct", "memory", "pids", "devices"];

    /// <summary>Reads the lines of /proc/self/mountinfo.</summary>
    public static CgroupMounts Parse(IEnumerable<string> lines)
    {
        var first = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        string? second = null;
        foreach (var line in lines)
        {
            // 36 35 98:0 /root /mount/point options optional… - type source super,options
            var halves = line.Split(" - ", 2);
            var (fields, rest) = (halves[0].Split(' '), halves[^1].Split(' '));
            if (halves.Length < 2 || fields.Length < 5 || rest.Length < 3)
                continue;
            if (rest[0] == "cgroup2")
                second ??= fields[4];
            else if (rest[0] == "cgroup")
                foreach (var controller in rest[2].Split(',').Intersect(Wanted, StringComparer.Ordinal))
                    first.TryAdd(controller, fields[4]);
        }

        return new CgroupMounts(first.ToImmutable(), second);
    }
}
