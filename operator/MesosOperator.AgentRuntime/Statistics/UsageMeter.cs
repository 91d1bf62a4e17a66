using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Disks;
using MesosOperator.AgentRuntime.Pictures;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Statistics;

/// <summary>What runs use, from their control groups, and else from their processes.</summary>
internal sealed class UsageMeter(ICgroups cgroups, DiskWatch disks, TimeProvider time)
{
    /// <summary>Never fails: what cannot be known is left out, as when the run has just ended.</summary>
    public ResourceStatistics Measure(RunPicture run)
    {
        var statistics = new ResourceStatistics { Timestamp = new Instant(time.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks).ToSeconds() };
        AddLimits(statistics, run);
        if (disks.UsedBy(run.Launch.ContainerId, run.Launch.Sandbox) is { } used)
            statistics.DiskUsedBytes = (ulong)used;
        cgroups.Measure(run.Launch.CgroupName, statistics);
        if (run.Pid is { } supervisor && (!statistics.HasCpusUserTimeSecs || !statistics.HasMemRssBytes))
            ProcessUsage.Measure(supervisor, statistics);
        return statistics;
    }

    /// <summary>What it was promised, and what it may use at most where that is said.</summary>
    private static void AddLimits(ResourceStatistics statistics, RunPicture run)
    {
        var (cpus, memory, disk) = (Amount(run, "cpus"), Amount(run, "mem"), SandboxQuota(run));
        if (cpus > 0)
            statistics.CpusSoftLimit = cpus;
        if (run.IsCommand && TaskResources.Limit(run.Launch.Task, "cpus") is { } limit && double.IsFinite(limit))
            statistics.CpusLimit = limit;
        if (memory > 0)
            statistics.MemSoftLimitBytes = (ulong)(memory * (1 << 20));
        if (run.IsCommand && TaskResources.MemoryLimitBytes(run.Launch.Task) is { } bytes)
            statistics.MemLimitBytes = (ulong)bytes;
        if (disk > 0)
            statistics.DiskLimitBytes = (ulong)(disk * (1 << 20));
    }

    /// <summary>Without volumes, which have sizes of their own and are not in the sandbox.</summary>
    private static double SandboxQuota(RunPicture run) =>
        run.Resources.Where(resource => resource is { Name: "disk", Scalar: not null, Disk: not { Persistence: not null } and not { Source: not null } }).Sum(resource => resource.Scalar.Value);

    private static double Amount(RunPicture run, string name) =>
        run.Resources.Where(resource => resource.Name == name && resource.Scalar is not null).Sum(resource => resource.Scalar.Value);
}
