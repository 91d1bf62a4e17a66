using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Containers;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.TestKit.Containers;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.BadInput;

/// <summary>A host that changes under an agent.</summary>
public sealed class HostFaultTests
{
    [Theory]
    [InlineData("ro", "Read-only file system")]
    [InlineData("nr_inodes=1", "No space left on device")]
    public async Task Without_control_groups_tasks_fail_until_they_can_be_made_again(string options, string fault)
    {
        Assert.SkipUnless(SystemUser.CurrentIsRoot, "Only root can mount a file system.");
        await using var agent = await RunningAgent.StartAsync();
        Assert.SkipWhen(agent.First.Register.Info.Attributes.Any(attribute => attribute is { Name: "cgroups", Text.Value: "none" }), "This host has no control groups.");
        await agent.StartAsync(Orders.Task("bystander", "cat /proc/self/cgroup; exec sleep 1000"));
        await agent.ReadyAsync("bystander");
        var folder = FolderOf(agent.Output("bystander"));

        Assert.Equal((0, ""), HostProgram.Run("mount", "-t", "tmpfs", "-o", options, "none", folder));
        TaskStatus status;
        try
        {
            status = await agent.EndAsync(Orders.Task("t1", "true"));
        }
        finally
        {
            HostProgram.Run("umount", "-l", folder);
        }

        Assert.Equal((TaskState.TaskFailed, Reason.ContainerLaunchFailed), (status.State, status.Reason));
        Assert.StartsWith("The control group of the task cannot be made: " + fault, status.Message);
        Assert.Equal(TaskState.TaskFinished, (await agent.EndAsync(Orders.Task("t2", "true"))).State);
        await agent.Call.SayAsync(Orders.Kill("bystander"));
        Assert.Equal(TaskState.TaskKilled, (await agent.Call.UpdateAsync()).Status.State);
    }

    /// <summary>Nothing that is to take long is over, nothing that is to end soon takes longer, and the operator is not given up.</summary>
    [Fact]
    public async Task A_clock_that_is_set_hastens_and_delays_nothing()
    {
        var clock = new SetClock(TimeProvider.System);
        await using var agent = await RunningAgent.StartAsync(time: clock);
        var limited = Orders.Task("limited", "echo ready; exec sleep 1000");
        limited.MaxCompletionTime = Orders.Seconds(1800);
        await agent.StartAsync(limited);
        var stubborn = Orders.Task("stubborn", "trap '' TERM; echo ready; while :; do sleep 0.1; done");
        await agent.StartAsync(stubborn);
        await agent.ReadyAsync("stubborn");
        await agent.Call.SayAsync(Orders.Kill("stubborn", graceSeconds: 1800));
        await agent.EndAsync(Orders.Task("past", "true"));
        var before = (await agent.EndAsync(Orders.Task("before", "true"))).Timestamp;

        foreach (var hours in (double[])[1, -1, 24 * 30])
        {
            clock.Set(TimeSpan.FromHours(hours));
            var task = Orders.Task($"t{hours}", "trap '' TERM; echo ready; while :; do sleep 0.1; done");
            await agent.StartAsync(task); // whatever else had come due would be told first
            await agent.ReadyAsync(task.TaskId.Value);
            await agent.Call.SayAsync(Orders.Kill(task.TaskId.Value, graceSeconds: 0.05));
            var end = (await agent.Call.UpdateAsync()).Status;
            Assert.Equal((task.TaskId.Value, TaskState.TaskKilled, "Command terminated with signal Killed"), (end.TaskId.Value, end.State, end.Message));
            Assert.InRange(end.Timestamp, before, before + Patience.Limit.TotalSeconds);
        }

        Assert.True(Directory.Exists(agent.Sandbox("past"))); // no older than it is
        await agent.Call.SayAsync(Orders.Kill("stubborn", graceSeconds: 0));
        Assert.Equal("stubborn", (await agent.Call.UpdateAsync()).Status.TaskId.Value);
        await agent.Call.SayAsync(Orders.Kill("limited"));
        Assert.Equal(("limited", TaskState.TaskKilled), (await agent.Call.UpdateAsync()).Status is var last ? (last.TaskId.Value, last.State) : default);
    }

    /// <summary>The agent's folder of one controller: the groups of other agents are not touched.</summary>
    private static string FolderOf(string groups)
    {
        foreach (var parts in groups.Split('\n').Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3))
        {
            var path = (Path.GetDirectoryName(parts[2]) ?? "").TrimStart('/');
            foreach (var mount in (string[])["/sys/fs/cgroup", .. parts[1].Split(',').Select(name => $"/sys/fs/cgroup/{name}"), $"/sys/fs/cgroup/{parts[1]}", "/sys/fs/cgroup/unified"])
                if (path.StartsWith("mesos-operator/", StringComparison.Ordinal) && Directory.Exists(Path.Combine(mount, path)))
                    return Path.Combine(mount, path);
        }

        throw new InvalidOperationException($"No group of the agent in {groups}");
    }
}
