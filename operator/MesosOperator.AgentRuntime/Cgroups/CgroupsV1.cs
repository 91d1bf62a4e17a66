using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Devices;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Cgroups;

/// <summary>Control groups of version 1: a file system for each controller, or for some of them together.</summary>
internal sealed class CgroupsV1 : ICgroups
{
    private readonly ImmutableSortedDictionary<string, CgroupFolder> _folders;
    private readonly ImmutableArray<CgroupFolder> _distinct;
    private readonly ImmutableArray<DeviceRule> _scarce;

    /// <summary>Makes the agent's folders. Devices are denied there, and so for every task.</summary>
    /// <param name="mounts">Where each controller is.</param>
    /// <param name="agent">Folder of the agent, relative to those.</param>
    /// <param name="scarce">Devices that some tasks may use.</param>
    /// <exception cref="IOException">They cannot be made.</exception>
    public CgroupsV1(IReadOnlyDictionary<string, string> mounts, string agent, ImmutableArray<DeviceRule> scarce)
    {
        _scarce = scarce;
        _folders = mounts.ToImmutableSortedDictionary(mount => mount.Key, mount => new CgroupFolder(Path.Combine(mount.Value, agent)).Make(), StringComparer.Ordinal);
        _distinct = [.. _folders.Values.Distinct()];
        if (!_folders.TryGetValue("devices", out var devices))
            return;
        if (devices.Children().Count == 0)
            devices.Write("devices.deny", "a");
        foreach (var device in DeviceRule.Usual.Concat(scarce))
            devices.Write("devices.allow", device.ToString());
    }

    public string Version => "v1";

    /// <summary>Counting processor time limits nothing.</summary>
    public ImmutableArray<string> Controllers => [.. _folders.Keys.Where(controller => controller != "cpuacct")];

    public TaskCgroup Create(string name, CgroupLimits limits)
    {
        foreach (var folder in _distinct)
            folder.Child(name).Make();
        if (_folders.TryGetValue("cpu", out var cpu))
            LimitCpu(cpu.Child(name), limits);
        if (_folders.TryGetValue("memory", out var memory) && limits.MemoryBytes is { } bytes)
            LimitMemory(memory.Child(name), bytes);
        if (_folders.TryGetValue("pids", out var pids) && limits.Processes is { } processes)
            pids.Child(name).Write("pids.max", processes);
        if (_folders.TryGetValue("devices", out var devices) && limits.Devices is { } allowed)
            foreach (var device in _scarce.Except(allowed))
                devices.Child(name).Write("devices.deny", device.ToString());
        return Find(name);
    }

    public TaskCgroup Find(string name) => new(
        [.. _distinct.Select(folder => folder.Child(name).ProcessFile)], _folders.GetValueOrDefault("memory")?.Child(name).Path, null);

    public IReadOnlyCollection<string> Names() => _distinct.SelectMany(folder => folder.Children()).ToHashSet(StringComparer.Ordinal);

    public void Measure(string name, ResourceStatistics into)
    {
        if (_folders.TryGetValue("cpuacct", out var account))
            CgroupUsage.AddProcessorTimeV1(account.Child(name), into);
        if (_folders.TryGetValue("cpu", out var cpu))
            CgroupUsage.AddThrottlingV1(cpu.Child(name), into);
        if (_folders.TryGetValue("memory", out var memory))
            CgroupUsage.AddMemoryV1(memory.Child(name), into);
        if (_distinct.Length > 0)
            CgroupUsage.AddProcesses((_folders.GetValueOrDefault("pids") ?? _distinct[0]).Child(name), into);
    }

    public bool Remove(string name) => _distinct.Aggregate(true, (all, folder) => folder.Child(name).Remove() && all);

    public void Leave()
    {
        foreach (var folder in _distinct)
            folder.RemoveIfEmpty();
    }

    private static void LimitCpu(CgroupFolder folder, CgroupLimits limits)
    {
        folder.Write("cpu.shares", limits.CpuShares);
        if (limits.CpuQuota is not { } quota)
            return;
        folder.Write("cpu.cfs_period_us", CgroupLimits.CpuPeriod);
        folder.Write("cpu.cfs_quota_us", quota);
    }

    private static void LimitMemory(CgroupFolder folder, long bytes)
    {
        folder.Write("memory.limit_in_bytes", bytes);
        folder.WriteIfThere("memory.memsw.limit_in_bytes", bytes.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
