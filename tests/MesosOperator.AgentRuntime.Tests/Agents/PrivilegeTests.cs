using System.Globalization;
using MesosOperator.AgentRuntime.Isolation;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Capability = MesosOperator.Protocol.Mesos.V1.CapabilityInfo.Types.Capability;
using IpcMode = MesosOperator.Protocol.Mesos.V1.LinuxInfo.Types.IpcMode;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Agents;

/// <summary>What tasks may do on a host beyond the rights of their users.</summary>
public sealed class PrivilegeTests
{
    private const string Sets = "grep -E '^(Cap(Eff|Bnd)|NoNewPrivs|Seccomp):' /proc/self/status";

    [Fact]
    public async Task Root_in_a_task_is_less_than_root_on_the_host()
    {
        NeedRoot();
        await using var agent = await RunningAgent.StartAsync();

        await agent.EndAsync(Orders.Task("t1", Sets + """
            ; mount -t tmpfs none /mnt 2>/dev/null || echo cannot mount
            echo x 2>/dev/null > /proc/sys/kernel/core_pattern || echo cannot change the kernel
            echo x 2>/dev/null > $(ls -d /sys/fs/cgroup/*/cgroup.procs /sys/fs/cgroup/cgroup.procs 2>/dev/null | head -1) || echo cannot change groups
            tr -d '\\0' 2>/dev/null < /proc/1/environ || echo cannot look into the supervisor
            kill -KILL 1; echo lives on
            """));

        var expected = Capabilities.Parse(Capabilities.Default).Value.ToString("x16", CultureInfo.InvariantCulture);
        Assert.Equal(
            [$"CapEff:\t{expected}", $"CapBnd:\t{expected}", "NoNewPrivs:\t0", "Seccomp:\t0", "cannot mount", "cannot change the kernel", "cannot change groups", "cannot look into the supervisor", "lives on"],
            Lines(agent, "t1"));
    }

    [Fact]
    public async Task A_user_has_the_capabilities_that_the_task_asks_for()
    {
        NeedRoot();
        await using var agent = await RunningAgent.StartAsync();
        var task = Orders.Task("t1", Sets);
        task.Command.User = "nobody";
        task.Container = Linux(new LinuxInfo { EffectiveCapabilities = Of(Capability.NetBindService), BoundingCapabilities = Of(Capability.NetBindService, Capability.Kill) });

        await agent.EndAsync(task);

        Assert.Equal(["CapEff:\t0000000000000400", "CapBnd:\t0000000000000420"], Lines(agent, "t1")[..2]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Capabilities_that_the_agent_does_not_allow_fail_the_task(bool isAllowed)
    {
        NeedRoot();
        await using var agent = await RunningAgent.StartAsync(options => options with { BoundingCapabilities = isAllowed ? "all" : "CAP_KILL,chown" });
        var task = Orders.Task("t1", "mount -t tmpfs none /mnt");
        task.Container = Linux(new LinuxInfo { BoundingCapabilities = Of(Capability.SysAdmin, Capability.Kill) });

        var status = await agent.EndAsync(task);

        Assert.Equal(isAllowed ? TaskState.TaskFinished : TaskState.TaskFailed, status.State);
        if (!isAllowed)
            Assert.Equal((Reason.ContainerLaunchFailed, "This agent does not allow CAP_SYS_ADMIN (--bounding-capabilities)"), (status.Reason, status.Message));
    }

    [Fact]
    public async Task Calls_that_change_the_host_are_filtered_where_the_agent_wants_it()
    {
        NeedRoot();
        await using var agent = await RunningAgent.StartAsync(options => options with { FiltersSystemCalls = true, HasNoNewPrivileges = true });
        var unconfined = Orders.Task("t2", Sets);
        unconfined.Container = Linux(new LinuxInfo { Seccomp = new SeccompInfo { Unconfined = true } });
        var other = Orders.Task("t3", "true");
        other.Container = Linux(new LinuxInfo { Seccomp = new SeccompInfo { ProfileName = "mine.json" } });

        await agent.EndAsync(Orders.Task("t1", Sets + " | tail -2; unshare -U true 2>/dev/null || echo no namespaces; (echo children) | cat"));
        await agent.EndAsync(unconfined);
        var unknown = await agent.EndAsync(other);

        Assert.Equal(["NoNewPrivs:\t1", "Seccomp:\t2", "no namespaces", "children"], Lines(agent, "t1"));
        Assert.Equal("Seccomp:\t0", Lines(agent, "t2")[^1]);
        Assert.Equal("There is no filter of system calls named 'mine.json' on this agent, only 'default'", unknown.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sees_the_processes_of_the_host_where_task_and_agent_say_so(bool isAllowed)
    {
        NeedRoot();
        await using var agent = await RunningAgent.StartAsync(options => options with { AllowsSharedProcesses = isAllowed });
        var task = Orders.Task("t1", "readlink /proc/self/ns/pid /proc/self/ns/mnt; sleep 1000 & exit 0");
        task.Container = Linux(new LinuxInfo { SharePidNamespace = true });

        var status = await agent.EndAsync(task);

        if (!isAllowed)
        {
            Assert.Equal("This agent does not let tasks see the processes of the host (--allow-shared-processes)", status.Message);
            return;
        }

        Assert.Equal(Target("pid"), Lines(agent, "t1")[0]);
        Assert.NotEqual(Target("mnt"), Lines(agent, "t1")[1]);
        Assert.Empty(LiveProcesses.WithEnvironment("MESOS_SANDBOX=" + Path.GetFullPath(new DirectoryInfo(agent.Sandbox("t1")).ResolveLinkTarget(true)!.FullName)));
    }

    [Fact]
    public async Task Shares_memory_with_nobody_where_the_task_wants_that()
    {
        NeedRoot();
        await using var agent = await RunningAgent.StartAsync();
        var script = "readlink /proc/self/ns/ipc; stat -f -c '%b %S' /dev/shm; ls /dev/shm | wc -l";
        var own = Orders.Task("t1", script);
        own.Container = Linux(new LinuxInfo { IpcMode = IpcMode.Private, ShmSize = 8 });
        var wrong = Orders.Task("t3", "true");
        wrong.Container = Linux(new LinuxInfo { ShmSize = 8 });

        await agent.EndAsync(own);
        await agent.EndAsync(Orders.Task("t2", script));
        var status = await agent.EndAsync(wrong);

        Assert.NotEqual(Target("ipc"), Lines(agent, "t1")[0]);
        Assert.Equal(8L << 20, Lines(agent, "t1")[1].Split(' ').Aggregate(1L, (product, number) => product * long.Parse(number, CultureInfo.InvariantCulture)));
        Assert.Equal("0", Lines(agent, "t1")[2]);
        Assert.Equal(Target("ipc"), Lines(agent, "t2")[0]);
        Assert.Equal("shm_size is for tasks with an ipc_mode of PRIVATE, and more than 0", status.Message);
    }

    [Fact]
    public void Names_of_capabilities_are_read_and_written()
    {
        Assert.Equal(1ul << 21 | 1ul << 7, Capabilities.Parse("CAP_SYS_ADMIN, setuid").Value);
        Assert.Equal((ulong.MaxValue, 0ul), (Capabilities.Parse("all").Value, Capabilities.Parse("none").Value));
        Assert.Equal(["'flying' is not a capability", "'12' is not a capability"], Capabilities.Parse("flying,kill,12").Problems);
        Assert.Equal("CAP_SETUID, CAP_SYS_ADMIN", Capabilities.Describe(1ul << 21 | 1ul << 7));
    }

    private static void NeedRoot() => Assert.SkipUnless(SystemUser.CurrentIsRoot, "Only root can take capabilities away.");

    private static string Target(string kind) => new System.IO.FileInfo($"/proc/self/ns/{kind}").LinkTarget!;

    private static string[] Lines(RunningAgent agent, string task) => agent.Output(task).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static CapabilityInfo Of(params Capability[] capabilities) => new() { Capabilities = { capabilities } };

    private static ContainerInfo Linux(LinuxInfo info) => new() { Type = ContainerInfo.Types.Type.Mesos, LinuxInfo = info };
}
