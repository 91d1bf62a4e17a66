using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Cgroups;

/// <summary>Chooses the control groups of this host by trying them.</summary>
internal static class CgroupFinder
{
    private static readonly string[] Limits = ["cpu", "memory", "pids"];

    /// <summary>The control groups, and for each limit that is not to be had why.</summary>
    /// <param name="mounts">Where they may be.</param>
    /// <param name="agent">Folder of the agent, relative to them.</param>
    public static (ICgroups Cgroups, ImmutableArray<string> Missing) Find(CgroupMounts mounts, string agent)
    {
        try
        {
            if (mounts.Version2 is { } tree && Offers(tree))
                return Checked(new CgroupsV2(tree, agent));
            if (mounts.Version1.Count > 0)
                return Checked(new CgroupsV1(mounts.Version1, agent));
            return (new NoCgroups(), ["cgroups: this host has none with controllers mounted"]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (new NoCgroups(), [$"cgroups: {failure.Message}"]);
        }
    }

    /// <summary>Beside file systems of version 1 the tree of version 2 may be there without any controller.</summary>
    private static bool Offers(string tree) =>
        File.ReadAllText(Path.Combine(tree, "cgroup.controllers")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Intersect(Limits, StringComparer.Ordinal).Any();

    private static (ICgroups, ImmutableArray<string>) Checked(ICgroups cgroups) =>
        (cgroups, [.. Limits.Except(cgroups.Controllers, StringComparer.Ordinal).Select(limit => $"{limit}: cgroups {cgroups.Version} of this host have no such controller")]);
}
