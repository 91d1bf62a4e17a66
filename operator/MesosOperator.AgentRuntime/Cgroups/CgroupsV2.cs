using System.Collections.Immutable;
using System.Globalization;
using MesosOperator.AgentRuntime.Devices;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Cgroups;

/// <summary>Control groups of version 2: one tree for all controllers, each of which its parent must hand down.</summary>
internal sealed class CgroupsV2 : ICgroups
{
    /// <summary>No controller of this version, but there is something in its place.</summary>
    private const string Device = "devices";

    private static readonly string[] Wanted = ["cpu", "memory", "pids"];

    private readonly CgroupFolder _folder;
    private readonly DeviceGuard? _guard;

    /// <summary>Makes the agent's folder, and has the controllers handed down to it.</summary>
    /// <param name="root">Where the tree is.</param>
    /// <param name="agent">Folder of the agent, relative to it.</param>
    /// <param name="guard">Keeps tasks from devices; null: nothing does.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public CgroupsV2(string root, string agent, DeviceGuard? guard)
    {
        _guard = guard;
        _folder = new CgroupFolder(root);
        HandDown(_folder);
        foreach (var part in agent.Split('/'))
        {
            _folder = _folder.Child(part).Make();
            HandDown(_folder);
        }

        Controllers = [.. Words(_folder, "cgroup.subtree_control").Intersect(Wanted, StringComparer.Ordinal), .. guard is null ? Array.Empty<string>() : [Device]];
    }

    public string Version => "v2";

    public ImmutableArray<string> Controllers { get; }

    public TaskCgroup Create(string name, CgroupLimits limits)
    {
        if (name.LastIndexOf('/') is > 0 and var at)
            HandDown(_folder.Child(name[..at]).Make());
        var folder = _folder.Child(name);
        var isNew = !Directory.Exists(folder.Path); // and not one whose limits change
        folder.Make();
        if (Controllers.Contains("cpu"))
        {
            folder.Write("cpu.weight", Weight(limits.CpuShares));
            if (limits.CpuQuota is { } quota)
                folder.Write("cpu.max", string.Create(CultureInfo.InvariantCulture, $"{quota} {CgroupLimits.CpuPeriod}"));
        }

        if (Controllers.Contains("memory") && limits.MemoryBytes is { } bytes)
        {
            folder.Write("memory.max", bytes);
            folder.WriteIfThere("memory.swap.max", "0");
            folder.WriteIfThere("memory.oom.group", "1");
        }

        if (Controllers.Contains("pids") && limits.Processes is { } processes)
            folder.Write("pids.max", processes);
        if (isNew && limits.Devices is { } devices)
            _guard?.Guard(folder.Path, devices);
        return Find(name);
    }

    public TaskCgroup Find(string name) =>
        new([_folder.Child(name).ProcessFile], null, Controllers.Contains("memory") ? _folder.Child(name).Path : null);

    public IReadOnlyCollection<string> Names() => _folder.Children();

    public void Measure(string name, ResourceStatistics into)
    {
        var folder = _folder.Child(name);
        CgroupUsage.AddProcessorV2(folder, into);
        CgroupUsage.AddMemoryV2(folder, into);
        CgroupUsage.AddProcesses(folder, into);
    }

    public bool Remove(string name)
    {
        var folder = _folder.Child(name);
        if (File.Exists(folder["cgroup.kill"]))
            folder.Write("cgroup.kill", "1");
        return folder.Remove();
    }

    public void Leave() => _folder.RemoveIfEmpty();

    /// <summary>From shares, 2 to 262144, to weights, 1 to 10000, as container runtimes do it.</summary>
    private static long Weight(long shares) => 1 + (Math.Clamp(shares, 2, 262_144) - 2) * 9_999 / 262_142;

    private static void HandDown(CgroupFolder folder)
    {
        foreach (var controller in Words(folder, "cgroup.controllers").Intersect(Wanted, StringComparer.Ordinal).Except(Words(folder, "cgroup.subtree_control"), StringComparer.Ordinal))
            folder.Write("cgroup.subtree_control", $"+{controller}");
    }

    private static string[] Words(CgroupFolder folder, string name) => File.ReadAllText(folder[name]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
