using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Source = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Source;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Agents;

/// <summary>Real processes, a real agent, a real connection.</summary>
public sealed class CommandTaskTests
{
    [Theory]
    [InlineData("exit 0", TaskState.TaskFinished, "Command exited with status 0")]
    [InlineData("exit 42", TaskState.TaskFailed, "Command exited with status 42")]
    [InlineData("kill -9 $$", TaskState.TaskFailed, "Command terminated with signal Killed")]
    public async Task Reports_starting_running_and_the_true_end(string command, TaskState end, string message)
    {
        await using var agent = await RunningAgent.StartAsync();

        await agent.Call.SayAsync(Orders.Run("t1", command));
        var updates = new[] { await agent.Call.UpdateAsync(), await agent.Call.UpdateAsync(), await agent.Call.UpdateAsync() };

        Assert.Equal([TaskState.TaskStarting, TaskState.TaskRunning, end], updates.Select(update => update.Status.State));
        Assert.Equal(["", "", message], updates.Select(update => update.Status.Message));
        Assert.All(updates, update =>
        {
            Assert.Equal(Source.Executor, update.Status.Source);
            Assert.Equal(Orders.Agent, update.Status.AgentId.Value);
            Assert.Equal("t1", update.Status.ExecutorId.Value);
            Assert.Equal(16, update.Status.Uuid.Length);
            Assert.True(update.Status.Timestamp > 0);
            Assert.True(update.Status.ContainerStatus.ExecutorPid > 0);
            Assert.Equal("127.0.0.1", update.Status.ContainerStatus.NetworkInfos.Single().IpAddresses.Single().IpAddress);
            Assert.True(Guid.TryParse(update.Status.ContainerStatus.ContainerId.Value, out _));
        });
    }

    [Fact]
    public async Task Gives_the_task_its_sandbox_and_environment()
    {
        await using var agent = await RunningAgent.StartAsync();
        var task = Orders.Task("t1", "pwd; echo oops >&2; env");
        task.Command.Environment = new Protocol.Mesos.V1.Environment
        {
            Variables = { new Protocol.Mesos.V1.Environment.Types.Variable { Name = "GREETING", Value = "hello world" } },
        };

        await agent.Call.SayAsync(Orders.Run(task));
        await EndAsync(agent, TaskState.TaskFinished);

        var lines = agent.Output("t1").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var sandbox = new DirectoryInfo(agent.Sandbox("t1")).ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        Assert.Equal(sandbox, lines[0]);
        Assert.Superset(
            new HashSet<string>
            {
                "GREETING=hello world", $"MESOS_SANDBOX={sandbox}", $"MESOS_DIRECTORY={sandbox}", "MESOS_TASK_ID=t1", "MESOS_EXECUTOR_ID=t1",
                $"MESOS_FRAMEWORK_ID={Orders.Framework}", $"MESOS_SLAVE_ID={Orders.Agent}", "MESOS_ALLOCATION_ROLE=dev",
                "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            },
            lines.ToHashSet());
        Assert.DoesNotContain(lines, line => line.StartsWith("DOTNET_", StringComparison.Ordinal) || line.StartsWith("HOME=", StringComparison.Ordinal));
        Assert.Equal("oops\n", File.ReadAllText(Path.Combine(sandbox, "stderr")));
    }

    [Fact]
    public async Task Runs_a_program_with_arguments_without_a_shell()
    {
        await using var agent = await RunningAgent.StartAsync();
        var task = Orders.Task("t1", "printf");
        task.Command.Shell = false;
        task.Command.Arguments.AddRange(["printf", "%s|", "$HOME", "a b"]);

        await agent.Call.SayAsync(Orders.Run(task));
        await EndAsync(agent, TaskState.TaskFinished);

        Assert.Equal("$HOME|a b|", agent.Output("t1"));
    }

    [Fact]
    public async Task Says_when_the_sandbox_cannot_be_made()
    {
        await using var agent = await RunningAgent.StartAsync();
        File.WriteAllText(Path.Combine(agent.Folder.Path, "agents"), "in the way");

        await agent.Call.SayAsync(Orders.Run("t1", "exit 0"));
        var status = (await agent.Call.UpdateAsync()).Status;

        Assert.StartsWith("The sandbox cannot be made: ", status.Message, StringComparison.Ordinal);
        Assert.Equal((TaskState.TaskFailed, Reason.ContainerLaunchFailed), (status.State, status.Reason));
    }

    [Fact]
    public async Task Kills_gently_and_tells_how_it_ended()
    {
        await using var agent = await RunningAgent.StartAsync();
        await RunAsync(agent, Orders.Task("t1", "echo ready; exec sleep 1000"));

        await agent.Call.SayAsync(Orders.Kill("t1"));
        var status = (await agent.Call.UpdateAsync()).Status;

        Assert.Equal((TaskState.TaskKilled, "Command terminated with signal Terminated"), (status.State, status.Message));
    }

    [Fact]
    public async Task Kills_hard_what_ignores_the_gentle_way_with_all_its_children()
    {
        await using var agent = await RunningAgent.StartAsync();
        var task = Orders.Task("t1", "trap '' TERM; sleep 1000 & sleep 1001 & echo ready; wait; sleep 1002");
        task.KillPolicy = new KillPolicy { GracePeriod = Orders.Seconds(0.1) };
        var pid = await RunAsync(agent, task);
        Assert.True(LiveProcesses.Exists(pid));
        var mark = $"MESOS_SANDBOX={new DirectoryInfo(agent.Sandbox("t1")).ResolveLinkTarget(returnFinalTarget: true)!.FullName}";
        Assert.NotEmpty(LiveProcesses.WithEnvironment(mark));

        await agent.Call.SayAsync(Orders.Kill("t1"));
        var status = (await agent.Call.UpdateAsync()).Status;

        Assert.Equal((TaskState.TaskKilled, "Command terminated with signal Killed"), (status.State, status.Message));
        Assert.Empty(LiveProcesses.WithEnvironment(mark));
    }

    [Fact]
    public async Task Tells_that_it_is_killing_only_to_those_who_understand()
    {
        await using var agent = await RunningAgent.StartAsync();
        await RunAsync(agent, Orders.Task("t1", "echo ready; exec sleep 1000"), FrameworkInfo.Types.Capability.Types.Type.TaskKillingState);

        await agent.Call.SayAsync(Orders.Kill("t1"));

        Assert.Equal(TaskState.TaskKilling, (await agent.Call.UpdateAsync()).Status.State);
        Assert.Equal(TaskState.TaskKilled, (await agent.Call.UpdateAsync()).Status.State);
    }

    [Fact]
    public async Task A_repeated_kill_with_a_shorter_grace_period_counts()
    {
        await using var agent = await RunningAgent.StartAsync();
        await RunAsync(agent, Orders.Task("t1", "trap '' TERM; echo ready; while :; do sleep 1; done"));

        await agent.Call.SayAsync(Orders.Kill("t1", graceSeconds: 3600));
        await agent.Call.SayAsync(Orders.Kill("t1", graceSeconds: 0));

        Assert.Equal("Command terminated with signal Killed", (await agent.Call.UpdateAsync()).Status.Message);
    }

    [Fact]
    public async Task A_task_that_runs_for_too_long_fails()
    {
        await using var agent = await RunningAgent.StartAsync();
        var task = Orders.Task("t1", "echo ready; exec sleep 1000");
        task.MaxCompletionTime = Orders.Seconds(0.05);
        await agent.Call.SayAsync(Orders.Run(task));

        var status = (await EndAsync(agent, TaskState.TaskFailed)).Status;

        Assert.Equal(Reason.MaxCompletionTimeReached, status.Reason);
        Assert.StartsWith("Command terminated with signal ", status.Message, StringComparison.Ordinal); // it gets no time: either signal may be first
    }

    [Fact]
    public async Task Two_hundred_tasks_at_once_all_run_and_finish()
    {
        await using var agent = await RunningAgent.StartAsync();
        var ids = Enumerable.Range(0, 200).Select(number => $"t{number}").ToHashSet();
        foreach (var id in ids)
            await agent.Call.SayAsync(Orders.Run(id, $"echo {id}; exit 0"));

        var seen = new Dictionary<string, List<TaskState>>();
        while (seen.Values.Count(states => states.Contains(TaskState.TaskFinished)) < ids.Count)
        {
            var update = await agent.Call.UpdateAsync();
            if (!seen.TryGetValue(update.Status.TaskId.Value, out var states))
                seen.Add(update.Status.TaskId.Value, states = []);
            states.Add(update.Status.State);
        }

        Assert.Equal(ids, [.. seen.Keys]);
        Assert.All(seen.Values, states => Assert.Equal([TaskState.TaskStarting, TaskState.TaskRunning, TaskState.TaskFinished], states));
        Assert.All(ids, id => Assert.Equal(id + "\n", agent.Output(id)));
    }

    private static async Task<int> RunAsync(RunningAgent agent, TaskInfo task, params FrameworkInfo.Types.Capability.Types.Type[] capabilities)
    {
        await agent.Call.SayAsync(Orders.Run(task, capabilities));
        Assert.Equal(TaskState.TaskStarting, (await agent.Call.UpdateAsync()).Status.State);
        var running = (await agent.Call.UpdateAsync()).Status;
        Assert.Equal(TaskState.TaskRunning, running.State);
        await agent.ReadyAsync(task.TaskId.Value);
        return (int)running.ContainerStatus.ExecutorPid;
    }

    private static async Task<Protocol.AgentLink.AgentMessage.Types.UpdateStatus> EndAsync(RunningAgent agent, TaskState end)
    {
        Assert.Equal(TaskState.TaskStarting, (await agent.Call.UpdateAsync()).Status.State);
        Assert.Equal(TaskState.TaskRunning, (await agent.Call.UpdateAsync()).Status.State);
        var update = await agent.Call.UpdateAsync();
        Assert.Equal(end, update.Status.State);
        return update;
    }
}
