using MesosOperator.AgentRuntime.Cgroups;

namespace MesosOperator.AgentRuntime.Tests.Cgroups;

public sealed class CgroupMountsTests
{
    [Fact]
    public void Finds_controllers_alone_and_together_beside_the_other_version()
    {
        var mounts = CgroupMounts.Parse(
        [
            "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard",
            "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct",
            "34 31 0:31 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory",
            "35 31 0:32 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,name=systemd",
            "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw",
            "what is this",
        ]);

        Assert.Equal(
            [new("cpu", "/sys/fs/cgroup/cpu,cpuacct"), new("cpuacct", "/sys/fs/cgroup/cpu,cpuacct"), new("memory", "/sys/fs/cgroup/memory")], mounts.Version1);
        Assert.Equal("/sys/fs/cgroup/unified", mounts.Version2);
    }

    [Fact]
    public void A_host_without_any_is_told_so()
    {
        var (cgroups, missing) = CgroupFinder.Find(CgroupMounts.Parse([]), "mesos-operator/x", []);

        Assert.Equal("none", cgroups.Version);
        Assert.Equal(["cgroups: this host has none with controllers mounted"], missing);
    }
}
