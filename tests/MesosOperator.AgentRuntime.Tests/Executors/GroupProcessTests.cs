using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Executors;

/// <summary>Task groups of real processes, run by a real agent.</summary>
public sealed class GroupProcessTests
{
    private const string Forever = "echo ready; exec sleep 1000";

    [Fact]
    public async Task E07_tasks_of_a_group_run_in_sandboxes_within_that_of_their_executor()
    {
        await using var agent = await RunningAgent.StartAsync();

        var running = await RunAsync(agent, ExecutorOrders.Command("t1", Forever), ExecutorOrders.Command("t2", "pwd; env; exec sleep 1000"));

        var (first, second) = (running["t1"].ContainerStatus.ContainerId, running["t2"].ContainerStatus.ContainerId);
        Assert.Equal(first.Parent, second.Parent);
        Assert.Equal(("e1", first.Parent.Value), (running["t1"].ExecutorId.Value, Path.GetFileName(new DirectoryInfo(agent.Sandbox("e1")).ResolveLinkTarget(true)!.FullName)));
        await Eventually.TrueAsync(() => Output(agent, second).Contains("MESOS_TASK_ID", StringComparison.Ordinal), "the second task has written its environment");
        var lines = Output(agent, second).Split('\n').ToHashSet();
        Assert.Contains("MESOS_TASK_ID=t2", lines);
        Assert.Contains("MESOS_EXECUTOR_ID=e1", lines);
        Assert.EndsWith($"/{first.Parent.Value}/containers/{second.Value}", Output(agent, second).Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task E07_KillTask_takes_the_whole_group_and_leaves_the_other()
    {
        await using var agent = await RunningAgent.StartAsync();
        await RunAsync(agent, ExecutorOrders.Command("t1", Forever), ExecutorOrders.Command("t2", Forever));
        await RunAsync(agent, ExecutorOrders.Command("t3", Forever));

        await agent.Call.SayAsync(Orders.Kill("t1"));
        var ends = await EndsAsync(agent, 2);
        Assert.Equal([("t1", TaskState.TaskKilled), ("t2", TaskState.TaskKilled)], ends.Select(end => (end.TaskId.Value, end.State)));

        await agent.Call.SayAsync(Orders.Kill("t3"));
        Assert.Equal(TaskState.TaskKilled, (await EndsAsync(agent, 1))[0].State);
        Assert.Equal(("e1", 0), (await agent.Call.HearAsync())!.ExecutorExited is var exit ? (exit.ExecutorId.Value, exit.WaitStatus) : default);
    }

    [Fact]
    public async Task E07_KillTaskGroupOnTaskFailure_and_its_executor_ends()
    {
        await using var agent = await RunningAgent.StartAsync();
        var running = await RunAsync(agent, ExecutorOrders.Command("t1", Forever), ExecutorOrders.Command("t2", "while [ ! -e stop ]; do sleep 0.02; done; exit 7"));
        File.WriteAllText(Path.Combine(agent.Sandbox("e1"), "containers", running["t2"].ContainerStatus.ContainerId.Value, "stop"), "");

        var ends = await EndsAsync(agent, 2);

        Assert.Equal([("t2", TaskState.TaskFailed), ("t1", TaskState.TaskKilled)], ends.Select(end => (end.TaskId.Value, end.State)));
        Assert.Equal("Command exited with status 7", ends[0].Message);
        Assert.NotNull((await agent.Call.HearAsync())!.ExecutorExited);
    }

    [Fact]
    public async Task E07_TaskFinished_leaves_the_others_until_the_last_has_finished()
    {
        await using var agent = await RunningAgent.StartAsync();
        await agent.Call.SayAsync(ExecutorOrders.RunGroup(ExecutorOrders.Default(), ExecutorOrders.Command("t1", "exit 0"), ExecutorOrders.Command("t2", "sleep 0.2")));

        var (ends, exits) = (new List<(string, TaskState)>(), 0);
        while (ends.Count < 2 || exits == 0)
        {
            var said = (await agent.Call.HearAsync())!;
            if (said.ExecutorExited is not null)
                exits++;
            else
                await agent.Call.SayAsync(Orders.Acknowledge(said.UpdateStatus));
            if (said.UpdateStatus?.Status is { State: not (TaskState.TaskStarting or TaskState.TaskRunning) } end)
                ends.Add((end.TaskId.Value, end.State));
        }

        Assert.Equal([("t1", TaskState.TaskFinished), ("t2", TaskState.TaskFinished)], ends);
        Assert.Equal(1, exits);
    }

    [Fact]
    public async Task E07_MaxCompletionTime_fails_the_task_and_kills_its_group()
    {
        await using var agent = await RunningAgent.StartAsync();
        var hasty = ExecutorOrders.Command("t1", Forever);
        hasty.MaxCompletionTime = Orders.Seconds(0.3);

        await RunAsync(agent, hasty, ExecutorOrders.Command("t2", Forever));
        var ends = await EndsAsync(agent, 2);

        Assert.Equal((TaskState.TaskFailed, Reason.MaxCompletionTimeReached), (ends[0].State, ends[0].Reason));
        Assert.Equal(("t2", TaskState.TaskKilled), (ends[1].TaskId.Value, ends[1].State));
    }

    [Fact]
    public async Task E07_ResourceLimitation_of_memory_is_that_of_the_whole_executor()
    {
        Assert.SkipUnless(
            Directory.Exists("/sys/fs/cgroup/memory") || File.Exists("/sys/fs/cgroup/cgroup.controllers"), "There is no memory controller here");
        await using var agent = await RunningAgent.StartAsync();

        await agent.Call.SayAsync(ExecutorOrders.RunGroup(
            ExecutorOrders.Default(), ExecutorOrders.Command("t1", "tail /dev/zero; sleep 1000"), ExecutorOrders.Command("t2", "exec sleep 1000")));
        var ends = await EndsAsync(agent, 2);

        Assert.Equal(("t1", TaskState.TaskFailed, Reason.ContainerLimitationMemory), (ends[0].TaskId.Value, ends[0].State, ends[0].Reason));
        Assert.Equal(32 + 64 + 64, ends[0].Limitation.Resources.Single().Scalar.Value);
        Assert.Equal(("t2", TaskState.TaskKilled), (ends[1].TaskId.Value, ends[1].State));
    }

    [Fact]
    public async Task E07_a_group_of_which_one_has_no_program_does_not_run()
    {
        await using var agent = await RunningAgent.StartAsync();
        var broken = ExecutorOrders.Command("t2", "/no/such/program");
        broken.Command.Shell = false;

        await agent.Call.SayAsync(ExecutorOrders.RunGroup(ExecutorOrders.Default(), ExecutorOrders.Command("t1", Forever), broken));
        var ends = await EndsAsync(agent, 2, others: false);

        Assert.Equal(("t2", TaskState.TaskFailed, Reason.ContainerLaunchFailed), (ends[0].TaskId.Value, ends[0].State, ends[0].Reason));
        Assert.Equal(("t1", TaskState.TaskKilled, Reason.TaskKilledDuringLaunch), (ends[1].TaskId.Value, ends[1].State, ends[1].Reason));
        Assert.NotNull((await agent.Call.HearAsync())!.ExecutorExited);
    }

    /// <summary>Runs a group; what is said of each task when it runs.</summary>
    private static async Task<Dictionary<string, TaskStatus>> RunAsync(RunningAgent agent, params TaskInfo[] tasks)
    {
        await agent.Call.SayAsync(ExecutorOrders.RunGroup(ExecutorOrders.Default(), tasks));
        var running = new Dictionary<string, TaskStatus>();
        while (running.Count < tasks.Length)
        {
            var status = (await agent.Call.UpdateAsync()).Status;
            if (status.State == TaskState.TaskRunning)
                running.Add(status.TaskId.Value, status);
            else
                Assert.Equal(TaskState.TaskStarting, status.State);
        }

        return running;
    }

    private static async Task<List<TaskStatus>> EndsAsync(RunningAgent agent, int count, bool others = true)
    {
        var ends = new List<TaskStatus>();
        while (ends.Count < count)
        {
            var status = (await agent.Call.UpdateAsync()).Status;
            Assert.True(others || status.State is TaskState.TaskFailed or TaskState.TaskKilled, $"{status.TaskId.Value} is {status.State}");
            if (status.State is TaskState.TaskFailed or TaskState.TaskKilled or TaskState.TaskFinished)
                ends.Add(status);
        }

        return ends;
    }

    private static string Output(RunningAgent agent, ContainerID container) =>
        File.ReadAllText(Path.Combine(agent.Sandbox("e1"), "containers", container.Value, "stdout"));
}
