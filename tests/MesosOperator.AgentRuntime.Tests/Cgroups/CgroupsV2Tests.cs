using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Tests.Support;

namespace MesosOperator.AgentRuntime.Tests.Cgroups;

/// <summary>What is written, to a folder that looks like a tree of version 2; a kernel's own is another matter.</summary>
public sealed class CgroupsV2Tests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public void Has_controllers_handed_down_and_writes_each_limit()
    {
        Tree("", "cpuset cpu io memory pids", "cpu memory pids");
        Tree("mesos-operator", "cpu memory pids", "cpu memory pids");
        Tree("mesos-operator/home", "cpu memory pids", "cpu memory pids");
        foreach (var file in new[] { "cpu.weight", "cpu.max", "memory.max", "memory.swap.max", "memory.oom.group", "pids.max" })
            File.WriteAllText(Make($"mesos-operator/home/task/{file}"), "");

        var cgroups = new CgroupsV2(_root.Path, "mesos-operator/home", null);
        var joined = cgroups.Create("task", new CgroupLimits(1024, 150_000, 1 << 26, 77));

        Assert.Equal(["cpu", "memory", "pids"], cgroups.Controllers.Order(StringComparer.Ordinal));
        Assert.Equal(["39", "150000 100000", "67108864", "0", "1", "77"], new[] { "cpu.weight", "cpu.max", "memory.max", "memory.swap.max", "memory.oom.group", "pids.max" }.Select(Read));
        Assert.Equal([_root["mesos-operator/home/task/cgroup.procs"]], joined.ProcessFiles);
        Assert.Equal((null, _root["mesos-operator/home/task"]), (joined.MemoryV1, joined.MemoryV2));
        Assert.Equal(["task"], cgroups.Names());
    }

    [Fact]
    public void A_controller_that_the_host_lacks_is_missing()
    {
        Tree("", "cpu pids", "cpu pids");
        Tree("mesos-operator", "cpu pids", "cpu pids");
        Tree("mesos-operator/home", "cpu pids", "cpu pids");

        var (cgroups, missing) = CgroupFinder.Find(new CgroupMounts(System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, _root.Path), "mesos-operator/home", []);

        Assert.Equal("v2", cgroups.Version);
        Assert.Equal(["memory: cgroups v2 of this host have no such controller"], missing.Where(lack => !lack.StartsWith("devices:", StringComparison.Ordinal)));
    }

    public void Dispose() => _root.Dispose();

    private void Tree(string folder, string controllers, string handedDown)
    {
        File.WriteAllText(Make(Path.Combine(folder, "cgroup.controllers")), controllers + "\n");
        File.WriteAllText(Make(Path.Combine(folder, "cgroup.subtree_control")), handedDown + "\n");
    }

    private string Make(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root[file])!);
        return _root[file];
    }

    private string Read(string file) => File.ReadAllText(_root[$"mesos-operator/home/task/{file}"]);
}
