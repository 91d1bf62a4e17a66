using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Devices;

namespace MesosOperator.AgentRuntime.Cgroups;

/// <summary>Chooses the control groups of this host by trying them.</summary>
internal static class CgroupFinder
{
    private static readonly string[] Limits = ["cpu", "devices", "memory", "pids"];

    /// <summary>The control groups, and for each limit that is not to be had why.</summary>
    /// <param name="mounts">Where they may be.</param>
    /// <param name="agent">Folder of the agent, relative to them.</param>
    /// <param name="scarce">Devices that some tasks may use.</param>
    public static (ICgroups Cgroups, ImmutableArray<string> Missing) Find(CgroupMounts mounts, string agent, ImmutableArray<DeviceRule> scarce)
    {
        try
        {
            if (mounts.Version2 is { } tree && Offers(tree))
                return Guarded(tree, agent);
            if (mounts.Version1.Count > 0)
                return Checked(new CgroupsV1(mounts.Version1, agent, scarce));
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

    private static (ICgroups, ImmutableArray<string>) Guarded(string tree, string agent)
    {
        var (guard, problem) = MakeGuard();
        var (cgroups, missing) = Checked(new CgroupsV2(tree, agent, guard));
        return (cgroups, problem is null ? missing : [.. missing.Where(lack => !lack.StartsWith("devices:", StringComparison.Ordinal)), $"devices: {problem}"]);
    }

    private static (DeviceGuard?, string?) MakeGuard()
    {
        try
        {
            return (new DeviceGuard(), null);
        }
        catch (IOException refused)
        {
            return (null, refused.Message);
        }
    }

    private static (ICgroups, ImmutableArray<string>) Checked(ICgroups cgroups) =>
        (cgroups, [.. Limits.Except(cgroups.Controllers, StringComparer.Ordinal).Select(limit => $"{limit}: cgroups {cgroups.Version} of this host have no such controller")]);
}
