using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>Tasks that name an image, run by a real containerd and runc.</summary>
public sealed class ContainerTaskTests(TestContainerd containerd)
{
    [Fact]
    public async Task A_command_runs_in_an_image_and_says_how_it_ended()
    {
        await using var agent = await containerd.AgentAsync();

        var status = await agent.RunAsync(Images.Docker("t1", "cat /etc/passwd | head -1; echo $OF_IMAGE $MESOS_TASK_ID $MESOS_SANDBOX; pwd; echo bad >&2; exit 3"));

        Assert.Equal("Command exited with status 3", status.Message);
        Assert.Equal(TaskState.TaskFailed, status.State);
        Assert.Equal("root:x:0:0:root:/root:/bin/sh\nyes t1 /mnt/mesos/sandbox\n/srv\n", agent.Output("t1"));
        Assert.Equal("bad\n", File.ReadAllText(Path.Combine(agent.Sandbox("t1"), "stderr")));
    }

    [Fact]
    public async Task An_image_of_mesos_own_kind_runs_the_command_and_has_the_sandbox()
    {
        await using var agent = await containerd.AgentAsync();
        var task = Images.Docker("t1", "");
        task.Command = new CommandInfo { Shell = false, Value = "/bin/sh", Arguments = { "sh", "-c", "pwd; echo here > $MESOS_SANDBOX/file" } };
        task.Container = new ContainerInfo
        {
            Type = ContainerInfo.Types.Type.Mesos,
            Mesos = new ContainerInfo.Types.MesosInfo { Image = new Image { Type = Image.Types.Type.Docker, Docker = new Image.Types.Docker { Name = TestContainerd.Image } } },
        };

        var status = await agent.RunAsync(task);

        Assert.Equal((TaskState.TaskFinished, "Command exited with status 0"), (status.State, status.Message));
        Assert.Equal("/srv\n", agent.Output("t1"));
        Assert.Equal("here\n", File.ReadAllText(Path.Combine(agent.Sandbox("t1"), "file")));
    }

    [Fact]
    public async Task A_container_is_killed_with_grace_and_nothing_of_it_is_left()
    {
        await using var agent = await containerd.AgentAsync();
        var gentle = await agent.StartAsync(Images.Docker("t1", "trap 'echo asked; exit 0' TERM; echo ready; while :; do sleep 0.1; done"));
        await agent.ReadyAsync("t1");
        await agent.Call.SayAsync(Orders.Kill("t1", graceSeconds: 30));
        var ended = (await agent.Call.UpdateAsync()).Status;
        await agent.StartAsync(Images.Docker("t2", "trap '' TERM; echo ready; while :; do sleep 0.1; done"));
        await agent.ReadyAsync("t2");
        await agent.Call.SayAsync(Orders.Kill("t2", graceSeconds: 0));
        var killed = (await agent.Call.UpdateAsync()).Status;

        Assert.Equal((TaskState.TaskKilled, "Command exited with status 0"), (ended.State, ended.Message));
        Assert.Equal("ready\nasked\n", agent.Output("t1"));
        Assert.Equal((TaskState.TaskKilled, "Command exited with status 137"), (killed.State, killed.Message));
        await Eventually.TrueAsync(() => !containerd.Containers().Contains(gentle.ContainerStatus.ContainerId.Value), "containerd has forgotten the container");
        Assert.False(LiveProcesses.Exists((int)gentle.ContainerStatus.ExecutorPid));
    }

    [Fact]
    public async Task A_memory_hog_fails_with_the_limit()
    {
        await using var agent = await containerd.AgentAsync();

        var status = await agent.RunAsync(Images.Docker("t1", "tail /dev/zero; exit 1"));

        Assert.Matches("^Memory limit exceeded: Requested: 64MB Maximum Used: (63|64)", status.Message);
        Assert.Equal((TaskState.TaskFailed, Reason.ContainerLimitationMemory), (status.State, status.Reason));
    }

    [Theory]
    [InlineData("app", "uid=1234(app) gid=1235(app) groups=1300(extra)")]
    [InlineData("app:root", "uid=1234(app) gid=0(root)")]
    [InlineData("4711", "uid=4711 gid=0(root)")]
    public async Task A_program_runs_as_its_user_who_has_the_sandbox(string user, string identity)
    {
        await using var agent = await containerd.AgentAsync();
        var task = Images.Docker("t1", "id; echo mine > $MESOS_SANDBOX/file && cat $MESOS_SANDBOX/file; grep CapEff /proc/self/status");
        task.Command.User = user;

        await agent.RunAsync(task);

        Assert.StartsWith(identity, agent.Output("t1"));
        Assert.EndsWith("\nmine\nCapEff:\t0000000000000000\n", agent.Output("t1"));
    }

    [Fact]
    public async Task Volumes_are_where_the_task_wants_them()
    {
        using var shared = new SharedFolder();
        File.WriteAllText(shared["file"], "of the host\n");
        await using var agent = await containerd.AgentAsync();
        var task = Images.Docker("t1", "cat /data/file; echo x > /data/other && echo writable; echo kept > /mnt/mesos/sandbox/inside/file; cat /secret", container => container.Volumes.Add(
        [
            new Volume { ContainerPath = "/data", HostPath = shared.Path, Mode = Volume.Types.Mode.Ro },
            new Volume { ContainerPath = "inside", HostPath = "relative", Mode = Volume.Types.Mode.Rw },
            new Volume
            {
                ContainerPath = "/secret", Mode = Volume.Types.Mode.Ro,
                Source = new Volume.Types.Source
                {
                    Type = Volume.Types.Source.Types.Type.Secret,
                    Secret = new Secret { Type = Secret.Types.Type.Value, Value = new Secret.Types.Value { Data = Google.Protobuf.ByteString.CopyFromUtf8("hush\n") } },
                },
            },
        ]));

        await agent.RunAsync(task);

        Assert.Equal("of the host\nhush\n", agent.Output("t1"));
        Assert.Equal("kept\n", File.ReadAllText(Path.Combine(agent.Sandbox("t1"), "relative", "file")));
    }

    [Fact]
    public async Task A_container_has_few_rights_and_sees_only_itself()
    {
        await using var agent = await containerd.AgentAsync();

        await agent.RunAsync(Images.Docker("t1",
            "cat /proc/self/oom_score_adj; grep -E 'CapBnd|NoNewPrivs|Seccomp:' /proc/self/status; mount -t tmpfs x /tmp; unshare -U true; ls /proc | grep -c '^[0-9]'; cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null; head -c 1 /proc/kcore | grep -c ."));

        Assert.StartsWith($"{MemoryScore.OfTasks()}\n", agent.Output("t1"));
        Assert.Contains("CapBnd:\t00000000a80425fb\n", agent.Output("t1"));
        Assert.Contains("Seccomp:\t2\n", agent.Output("t1"));
        Assert.Contains("\n67108864\n", agent.Output("t1"));
        Assert.EndsWith("\n0\n", agent.Output("t1"));
        var errors = File.ReadAllText(Path.Combine(agent.Sandbox("t1"), "stderr"));
        Assert.Contains("mount: ", errors);
        Assert.Contains("unshare: ", errors);
    }

    [Fact]
    public async Task Dockers_parameters_are_followed()
    {
        await using var agent = await containerd.AgentAsync();

        var status = await agent.RunAsync(Images.Docker("t1", "grep CapEff /proc/self/status; hostname; pwd; echo $GIVEN; touch /srv/x; touch /scratch/x && echo scratch; grep box /etc/hosts", container => container.Docker.Parameters.Add(
        [
            new Parameter { Key = "cap-drop", Value = "ALL" }, new Parameter { Key = "cap-add", Value = "NET_BIND_SERVICE" }, new Parameter { Key = "hostname", Value = "named" },
            new Parameter { Key = "workdir", Value = "/tmp" }, new Parameter { Key = "env", Value = "GIVEN=a=b" }, new Parameter { Key = "read-only", Value = "true" },
            new Parameter { Key = "tmpfs", Value = "/scratch:size=1m" }, new Parameter { Key = "add-host", Value = "box:10.1.2.3" },
        ])));

        Assert.Equal("Command exited with status 0", status.Message);
        Assert.Equal("CapEff:\t0000000000000400\nnamed\n/tmp\na=b\nscratch\n10.1.2.3\tbox\n", agent.Output("t1"));
        Assert.Contains("Read-only file system", File.ReadAllText(Path.Combine(agent.Sandbox("t1"), "stderr")));
    }

    [Fact]
    public async Task A_container_without_network_has_only_itself()
    {
        await using var agent = await containerd.AgentAsync();

        await agent.RunAsync(Images.Docker("t1", "ls /sys/class/net", container => container.Docker.Network = ContainerInfo.Types.DockerInfo.Types.Network.None));

        Assert.Equal("lo\n", agent.Output("t1"));
    }
}
