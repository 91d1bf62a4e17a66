using System.Globalization;
using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Devices;

namespace MesosOperator.Cgroup2.Guest;

/// <summary>What an agent does with control groups of version 2, checked against a real kernel. One line for each.</summary>
internal static class Checks
{
    private const long Mebibyte = 1 << 20;

    private static readonly CgroupLimits None = new(1024, null, null, null);

    private static readonly (string Name, Func<Bench, Task> Check)[] All =
    [
        ("finds every controller, and devices", Finds),
        ("writes the limits, and new ones over them", Limits),
        ("a task that takes too much memory is killed, and that is told", Memory),
        ("a quota of processor time holds", Quota),
        ("a fork bomb is held, and killed with its group", ForkBomb),
        ("the usual devices can be opened and others cannot", Devices),
        ("a device that was given can be opened", GivenDevice),
        ("groups lie within groups, and limits of the outer hold for the inner", Nested),
        ("a task cannot write to its own limits", Sealed),
        ("what ignores signals and leaves its session is killed with its group", Killed),
        ("what is used can be measured", Measured),
        ("nothing is left", Leaves),
    ];

    public static async Task<int> RunAsync()
    {
        await using var bench = new Bench();
        var failed = 0;
        foreach (var (name, check) in All)
        {
            try
            {
                await check(bench);
                Console.WriteLine($"ok {name}");
            }
            catch (Exception fault)
            {
                failed++;
                Console.WriteLine($"FAILED {name}: {fault.Message.ReplaceLineEndings(" | ")}");
            }
        }

        Console.WriteLine($"{All.Length - failed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static Task Finds(Bench bench)
    {
        Equal("v2", bench.Groups.Version);
        Equal("cpu,devices,memory,pids", string.Join(',', bench.Groups.Controllers.Order(StringComparer.Ordinal)));
        Equal("", bench.Missing);
        return Task.CompletedTask;
    }

    private static Task Limits(Bench bench)
    {
        bench.Groups.Create("limits", new CgroupLimits(1024, 150_000, 64 * Mebibyte, 77));
        Equal("39", bench.Read("limits", "cpu.weight"));
        Equal("150000 100000", bench.Read("limits", "cpu.max"));
        Equal("67108864", bench.Read("limits", "memory.max"));
        Equal("1", bench.Read("limits", "memory.oom.group"));
        Equal("77", bench.Read("limits", "pids.max"));
        bench.Groups.Create("limits", new CgroupLimits(2048, 200_000, 128 * Mebibyte, 99));
        Equal("79 134217728 99", $"{bench.Read("limits", "cpu.weight")} {bench.Read("limits", "memory.max")} {bench.Read("limits", "pids.max")}");
        Equal(true, bench.Groups.Remove("limits"));
        return Task.CompletedTask;
    }

    private static async Task Memory(Bench bench)
    {
        var end = await bench.RunAsync("hog", None with { MemoryBytes = 32 * Mebibyte }, "tail /dev/zero; sleep 1000");
        True(end.MemoryKills > 0, $"no kill was told: {end}");
        Equal("Command terminated with signal Killed", end.Description);
        Equal(true, bench.Groups.Remove("hog"));
    }

    private static async Task Quota(Bench bench)
    {
        await bench.RunAsync("quota", None with { CpuQuota = 10_000 }, "i=0; while [ $i -lt 3000 ]; do i=$((i+1)); done");
        var throttled = bench.Read("quota", "cpu.stat").Split('\n').First(line => line.StartsWith("nr_throttled ", StringComparison.Ordinal)).Split(' ')[1];
        True(long.Parse(throttled, CultureInfo.InvariantCulture) > 0, "it was never held back");
        Equal(true, bench.Groups.Remove("quota"));
    }

    private static async Task ForkBomb(Bench bench)
    {
        var (_, end, folder) = bench.Start(bench.Groups.Create("bomb", None with { Processes = 20 })!, "f() { f | f & }; f; sleep 1000");
        await UntilAsync(() => File.ReadAllText(Path.Combine(folder, "output")).Contains("fork", StringComparison.Ordinal), "a fork was refused");
        True(int.Parse(bench.Read("bomb", "pids.current"), CultureInfo.InvariantCulture) <= 20, "there are more processes than allowed");
        Equal(true, bench.Groups.Remove("bomb"));
        await end;
    }

    private static async Task Devices(Bench bench)
    {
        await bench.RunAsync("devices", None, """
            echo x > /dev/null && head -c1 /dev/zero | wc -c; head -c1 /dev/urandom | wc -c
            mknod kmsg c 1 11 && echo made; (: < kmsg) 2>&1 | sed 's/.*: //'; (: < /dev/mem) 2>&1 | sed 's/.*: //'
            """);
        Equal("1|1|made|Operation not permitted|Operation not permitted", bench.Output.Replace('\n', '|'));
        Equal(true, bench.Groups.Remove("devices"));
    }

    private static async Task GivenDevice(Bench bench)
    {
        await bench.RunAsync("given", None with { Devices = [new DeviceRule('c', 1, 11, "r")] }, "(: < /dev/kmsg) && echo read; (: > /dev/kmsg) 2>&1 | sed 's/.*: //'");
        Equal("read|Operation not permitted", bench.Output.Replace('\n', '|'));
        Equal(true, bench.Groups.Remove("given"));
    }

    private static async Task Nested(Bench bench)
    {
        bench.Groups.Create("outer", None with { MemoryBytes = 32 * Mebibyte, Devices = null });
        var end = await bench.RunAsync("outer/inner", None with { Devices = [new DeviceRule('c', 1, 11, "r")] }, "(: < /dev/kmsg) && echo read; exec tail /dev/zero");
        Equal("read", bench.Output);
        Equal("Command terminated with signal Killed", end.Description);
        True(end.MemoryKills > 0, $"no kill was told: {end}");
        Equal(true, bench.Groups.Remove("outer"));
    }

    private static async Task Sealed(Bench bench)
    {
        await bench.RunAsync("sealed", None with { MemoryBytes = 64 * Mebibyte }, $"(echo max > {bench.PathOf("sealed", "memory.max")}) 2>&1 | sed 's/.*: //'");
        Equal("Read-only file system", bench.Output);
        Equal(true, bench.Groups.Remove("sealed"));
    }

    private static async Task Killed(Bench bench)
    {
        var (_, end, _) = bench.Start(bench.Groups.Create("stubborn", None)!, "trap '' TERM INT HUP; (setsid sleep 1000 &); sleep 1001 & echo ready; wait");
        await UntilAsync(() => bench.Read("stubborn", "cgroup.procs").Split('\n').Length == 3, "three processes are there");
        True(File.Exists(bench.PathOf("stubborn", "cgroup.kill")), "this kernel has no cgroup.kill");
        Equal(true, bench.Groups.Remove("stubborn"));
        Equal("Command terminated with signal Killed", (await end).Description);
    }

    private static async Task Measured(Bench bench)
    {
        await bench.RunAsync("measured", None, "i=0; while [ $i -lt 1000 ]; do i=$((i+1)); done");
        var statistics = new Protocol.Mesos.V1.ResourceStatistics();
        bench.Groups.Measure("measured", statistics);
        True(statistics.CpusUserTimeSecs + statistics.CpusSystemTimeSecs > 0, "no processor time was measured");
        Equal(true, bench.Groups.Remove("measured"));
    }

    private static Task Leaves(Bench bench)
    {
        Equal("", string.Join(',', bench.Groups.Names()));
        bench.Groups.Leave();
        Equal(false, Directory.Exists("/sys/fs/cgroup/mesos-operator/guest"));
        return Task.CompletedTask;
    }

    private static async Task UntilAsync(Func<bool> condition, string what)
    {
        const int mostLooks = 1_000;
        for (var look = 0; !condition(); look++)
        {
            True(look < mostLooks, $"not in time: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private static void Equal<T>(T expected, T actual) => True(EqualityComparer<T>.Default.Equals(expected, actual), $"expected '{expected}', was '{actual}'");

    private static void True(bool isTrue, string otherwise)
    {
        if (!isTrue)
            throw new InvalidOperationException(otherwise);
    }
}
