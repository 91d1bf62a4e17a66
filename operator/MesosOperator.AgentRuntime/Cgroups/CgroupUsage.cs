using System.Globalization;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Cgroups;

/// <summary>What the kernel has counted in a control group, under Mesos' names.</summary>
internal static class CgroupUsage
{
    private const double TicksPerSecond = 100;
    private const double MicrosecondsPerSecond = 1e6;
    private const double NanosecondsPerSecond = 1e9;

    public static void AddProcessorTimeV1(CgroupFolder folder, ResourceStatistics into)
    {
        var spent = Counts(folder, "cpuacct.stat");
        if (spent.TryGetValue("user", out var user) && spent.TryGetValue("system", out var system))
            (into.CpusUserTimeSecs, into.CpusSystemTimeSecs) = (user / TicksPerSecond, system / TicksPerSecond);
    }

    public static void AddThrottlingV1(CgroupFolder folder, ResourceStatistics into)
    {
        var counts = Counts(folder, "cpu.stat");
        if (counts.GetValueOrDefault("nr_periods") is var periods and > 0)
            (into.CpusNrPeriods, into.CpusNrThrottled, into.CpusThrottledTimeSecs) =
                ((uint)periods, (uint)counts.GetValueOrDefault("nr_throttled"), counts.GetValueOrDefault("throttled_time") / NanosecondsPerSecond);
    }

    public static void AddMemoryV1(CgroupFolder folder, ResourceStatistics into)
    {
        if (Number(folder, "memory.usage_in_bytes") is not { } total)
            return;
        var counts = Counts(folder, "memory.stat");
        into.MemTotalBytes = total;
        into.MemRssBytes = into.MemAnonBytes = counts.GetValueOrDefault("total_rss");
        into.MemCacheBytes = into.MemFileBytes = counts.GetValueOrDefault("total_cache");
        into.MemMappedFileBytes = counts.GetValueOrDefault("total_mapped_file");
        into.MemUnevictableBytes = counts.GetValueOrDefault("total_unevictable");
        if (counts.TryGetValue("total_swap", out var swap))
            into.MemSwapBytes = swap;
        if (Number(folder, "memory.memsw.usage_in_bytes") is { } both)
            into.MemTotalMemswBytes = both;
    }

    public static void AddProcessorV2(CgroupFolder folder, ResourceStatistics into)
    {
        var counts = Counts(folder, "cpu.stat");
        if (counts.TryGetValue("user_usec", out var user) && counts.TryGetValue("system_usec", out var system))
            (into.CpusUserTimeSecs, into.CpusSystemTimeSecs) = (user / MicrosecondsPerSecond, system / MicrosecondsPerSecond);
        if (counts.GetValueOrDefault("nr_periods") is var periods and > 0)
            (into.CpusNrPeriods, into.CpusNrThrottled, into.CpusThrottledTimeSecs) =
                ((uint)periods, (uint)counts.GetValueOrDefault("nr_throttled"), counts.GetValueOrDefault("throttled_usec") / MicrosecondsPerSecond);
    }

    public static void AddMemoryV2(CgroupFolder folder, ResourceStatistics into)
    {
        if (Number(folder, "memory.current") is not { } total)
            return;
        var counts = Counts(folder, "memory.stat");
        into.MemTotalBytes = total;
        into.MemRssBytes = into.MemAnonBytes = counts.GetValueOrDefault("anon");
        into.MemCacheBytes = into.MemFileBytes = counts.GetValueOrDefault("file");
        into.MemMappedFileBytes = counts.GetValueOrDefault("file_mapped");
        into.MemUnevictableBytes = counts.GetValueOrDefault("unevictable");
        if (Number(folder, "memory.swap.current") is { } swap)
            into.MemSwapBytes = swap;
    }

    public static void AddProcesses(CgroupFolder folder, ResourceStatistics into)
    {
        if (folder.Lines("cgroup.procs").Length is var processes and > 0)
            into.Processes = (uint)processes;
        if (Number(folder, "pids.current") is { } threads)
            into.Threads = (uint)threads;
    }

    private static ulong? Number(CgroupFolder folder, string name) =>
        folder.Lines(name) is [var line, ..] && ulong.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Lines of a name and a number.</summary>
    private static Dictionary<string, ulong> Counts(CgroupFolder folder, string name)
    {
        var counts = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach (var line in folder.Lines(name))
            if (line.Split(' ') is [var label, var number] && ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                counts[label] = count;
        return counts;
    }
}
