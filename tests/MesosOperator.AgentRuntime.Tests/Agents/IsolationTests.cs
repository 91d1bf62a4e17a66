using MesosOperator.AgentRuntime.Cgroups;
using MesosOperator.AgentRuntime.Isolation;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Agents;

/// <summary>Tasks that take more than they may, on the control groups of this host, of whichever version.</summary>
public sealed class IsolationTests
{
    [Fact]
    public async Task A_memory_hog_fails_with_the_limit_and_what_it_used()
    {
        Need("memory");
        await using var agent = await RunningAgent.StartAsync();

        // The shell itself stays small: what it started is what the kernel kills.
        var status = await agent.EndAsync(Task("t1", "tail /dev/zero; sleep 1000", ("mem", 40)));

        Assert.Equal((TaskState.TaskFailed, TaskStatus.Types.Source.Agent, Reason.ContainerLimitationMemory), (status.State, status.Source, status.Reason));
        Assert.Matches("^Memory limit exceeded: Requested: 40MB Maximum Used: (39|40)", status.Message);
        Assert.Equal(40, status.Limitation.Resources.Single().Scalar.Value);
    }

    [Fact]
    public async Task A_fork_bomb_is_held_and_ends_with_its_task()
    {
        Need("pids");
        await using var agent = await RunningAgent.StartAsync(options => options with { MostTaskProcesses = 50 });
        await agent.Call.SayAsync(Orders.Run(Task("t1", "echo $MESOS_SANDBOX; f() { f | f & }; f; sleep 1000")));
        await agent.Call.UpdateAsync();
        await agent.Call.UpdateAsync();
        await agent.ReadyAsync("t1");
        var mark = $"MESOS_SANDBOX={agent.Output("t1").Trim()}";
        await Eventually.TrueAsync(
            () => File.ReadAllText(Path.Combine(agent.Sandbox("t1"), "stderr")).Contains("fork", StringComparison.OrdinalIgnoreCase), "a fork was refused");
        Assert.InRange(LiveProcesses.WithEnvironment(mark).Length, 1, 51);

        await agent.Call.SayAsync(Orders.Kill("t1", graceSeconds: 0));

        Assert.Equal(TaskState.TaskKilled, (await agent.Call.UpdateAsync()).Status.State);
        Assert.Empty(LiveProcesses.WithEnvironment(mark));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Processor_time_is_limited_where_the_agent_or_the_task_wants_it(bool isOfTask)
    {
        Need("cpu");
        await using var agent = await RunningAgent.StartAsync(options => options with { HasCpuQuota = !isOfTask });
        var task = Task("t1",
            "cd /sys/fs/cgroup/cpu$(grep -E '^[0-9]+:([a-z,]*,)?cpu(,[a-z,]*)?:' /proc/self/cgroup | cut -d: -f3); cat cpu.shares cpu.cfs_quota_us",
            ("cpus", 0.5));
        if (isOfTask)
            task.Limits["cpus"] = new Value.Types.Scalar { Value = 0.5 };
        Assert.SkipUnless(Found().Version == "v1", "This host has cgroups v2, whose files have other names.");

        await agent.EndAsync(task);

        Assert.Equal("512\n50000\n", agent.Output("t1"));
    }

    [Fact]
    public async Task A_task_goes_before_its_agent_when_the_host_has_no_memory_left()
    {
        await using var agent = await RunningAgent.StartAsync();

        await agent.EndAsync(Task("t1", "cat /proc/self/oom_score_adj"));

        var own = int.Parse(File.ReadAllText("/proc/self/oom_score_adj"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($"{Math.Min(own + 500, 1000)}\n", agent.Output("t1"));
    }

    [Fact]
    public async Task Devices_of_the_host_are_out_of_reach()
    {
        Need("devices");
        await using var agent = await RunningAgent.StartAsync();

        var status = await agent.EndAsync(Task("t1", "echo x > /dev/null && head -c 1 /dev/zero | wc -c; mknod kmem c 1 1; head -c 1 kmem"));

        Assert.Equal("1\n", agent.Output("t1"));
        Assert.Contains("Operation not permitted", File.ReadAllText(Path.Combine(agent.Sandbox("t1"), "stderr")));
        Assert.Equal(TaskState.TaskFailed, status.State);
    }

    [Fact]
    public async Task A_task_sees_neither_the_processes_nor_the_sandboxes_of_others()
    {
        Assert.SkipUnless(SystemUser.CurrentIsRoot, "Only root can make namespaces.");
        await using var agent = await RunningAgent.StartAsync();
        await agent.Call.SayAsync(Orders.Run("t1", "echo secret; exec sleep 1000"));
        await agent.Call.UpdateAsync();
        await agent.Call.UpdateAsync();
        await agent.ReadyAsync("t1");
        var root = agent.Folder.Path;

        var status = await agent.EndAsync(Orders.Task("t2", $"echo own > /tmp/file; cat /tmp/file; find {root} -name stdout | wc -l; ps ax 2>/dev/null | grep -c 'sleep 100[0]'; ls {root}/meta 2>/dev/null | wc -l"));

        Assert.Equal("own\n1\n0\n0\n", agent.Output("t2"));
        Assert.Equal("own\n", File.ReadAllText(Path.Combine(agent.Sandbox("t2"), "tmp", "file")));
        Assert.Equal(TaskState.TaskFinished, status.State);
    }

    [Fact]
    public async Task Groups_are_gone_when_the_tasks_are_and_when_an_earlier_agent_left_them()
    {
        Need("pids");
        await using var agent = await RunningAgent.StartAsync();
        await agent.EndAsync(Task("t1", "cat /proc/self/cgroup"));
        var folder = agent.Output("t1").Split('\n').Select(line => line.Split(':')).First(parts => parts.Length == 3 && (parts[1] == "pids" || parts[1].Length == 0) && parts[2].StartsWith("/mesos-operator/", StringComparison.Ordinal))[2];

        await Eventually.TrueAsync(() => !Directory.EnumerateDirectories("/sys/fs/cgroup", "*").Append("/sys/fs/cgroup").Any(mount => Directory.Exists(mount + folder)), "the groups of the task are gone");
        Assert.Matches("^/mesos-operator/[0-9a-f-]{36}/[0-9a-f-]{36}$", folder);
    }

    [Fact]
    public async Task Says_what_it_can_in_attributes()
    {
        await using var isolated = await RunningAgent.StartAsync();
        await using var plain = await RunningAgent.StartAsync(options => options with { Isolation = IsolationMode.None, Attributes = "cgroups:mine;containerd:mine" });

        Assert.Equal(["os", "arch", "kernel", "cgroups", "isolation", "containerd"], isolated.First.Register.Info.Attributes.Select(attribute => attribute.Name));
        Assert.Equal([("cgroups", "mine"), ("containerd", "mine"), ("isolation", "none")], plain.First.Register.Info.Attributes.Where(attribute => attribute.Name is "cgroups" or "containerd" or "isolation").Select(attribute => (attribute.Name, attribute.Text.Value)));
    }

    private static void Need(string controller) => Assert.SkipUnless(
        Found().Controllers.Contains(controller), $"No control groups for {controller} here: {string.Join("; ", CgroupFinder.Find(Mounts(), "mesos-operator/test", []).Missing)}");

    private static ICgroups Found()
    {
        var (cgroups, _) = CgroupFinder.Find(Mounts(), "mesos-operator/test", []);
        cgroups.Leave();
        return cgroups;
    }

    private static CgroupMounts Mounts() => CgroupMounts.Parse(File.ReadLines("/proc/self/mountinfo"));

    private static TaskInfo Task(string id, string command, params (string Name, double Amount)[] resources)
    {
        var task = Orders.Task(id, command);
        foreach (var (name, amount) in resources)
        {
            foreach (var other in task.Resources.Where(other => other.Name == name).ToList())
                task.Resources.Remove(other);
            task.Resources.Add(new Resource { Name = name, Type = Value.Types.Type.Scalar, Scalar = new Value.Types.Scalar { Value = amount } });
        }

        return task;
    }
}
