using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Agents;

public sealed class AgentLifeTests
{
    [Fact]
    public async Task A_stopped_agent_kills_its_tasks_says_goodbye_and_leaves_no_process()
    {
        await using var agent = await RunningAgent.StartAsync();
        await agent.Call.SayAsync(Orders.Run("t1", "setsid sleep 1000 & echo $MESOS_SANDBOX; exec sleep 1001"));
        Assert.Equal(TaskState.TaskStarting, (await agent.Call.UpdateAsync()).Status.State);
        Assert.Equal(TaskState.TaskRunning, (await agent.Call.UpdateAsync()).Status.State);
        await agent.ReadyAsync("t1");
        var mark = $"MESOS_SANDBOX={agent.Output("t1").Trim()}";
        Assert.NotEmpty(LiveProcesses.WithEnvironment(mark));

        agent.Stop();

        Assert.Equal(TaskState.TaskKilled, (await agent.Call.UpdateAsync()).Status.State);
        Assert.NotNull((await agent.Call.HearAsync())!.Leaving);
        Assert.Null(await agent.Call.HearAsync());
        agent.Call.End();
        Assert.Equal(AgentOutcome.Stopped, await agent.Ended.WaitAsync(Patience.Token()));
        Assert.Empty(LiveProcesses.WithEnvironment(mark));
    }

    [Fact]
    public async Task A_stopping_agent_does_not_wait_for_a_task_that_will_not_end()
    {
        await using var agent = await RunningAgent.StartAsync(options => options with { StopGrace = TimeSpan.FromMilliseconds(50) });
        var task = Orders.Task("t1", "trap '' TERM; echo ready; while :; do sleep 1; done");
        task.KillPolicy = new KillPolicy { GracePeriod = Orders.Seconds(3600) };
        await agent.Call.SayAsync(Orders.Run(task));
        await agent.Call.UpdateAsync();
        await agent.Call.UpdateAsync();
        await agent.ReadyAsync("t1");

        agent.Stop();

        Assert.Equal("Command terminated with signal Killed", (await agent.Call.UpdateAsync()).Status.Message);
    }

    /// <summary>It has an hour by itself and would not end.</summary>
    [Fact]
    public async Task G01_a_drain_kills_tasks_with_no_more_grace_than_it_gives()
    {
        await using var agent = await RunningAgent.StartAsync();
        var task = Orders.Task("t1", "trap '' TERM; echo ready; while :; do sleep 1; done");
        task.KillPolicy = new KillPolicy { GracePeriod = Orders.Seconds(3600) };
        await agent.Call.SayAsync(Orders.Run(task));
        await agent.Call.UpdateAsync();
        await agent.Call.UpdateAsync();
        await agent.ReadyAsync("t1");

        await agent.Call.SayAsync(Orders.Drain(graceSeconds: 0.05));

        var end = (await agent.Call.UpdateAsync()).Status;
        Assert.Equal(
            (TaskState.TaskKilled, Reason.AgentDraining, "Command terminated with signal Killed"), (end.State, end.Reason, end.Message));
    }

    [Fact]
    public async Task An_agent_that_is_told_to_shut_down_does()
    {
        await using var agent = await RunningAgent.StartAsync();

        await agent.Call.SayAsync(new OperatorMessage { Shutdown = new OperatorMessage.Types.Shutdown { Message = "gone" } });
        Assert.NotNull((await agent.Call.HearAsync())!.Leaving);
        agent.Call.End();

        Assert.Equal(AgentOutcome.ShutDown, await agent.Ended.WaitAsync(Patience.Token()));
    }

    [Fact]
    public async Task The_tasks_of_a_framework_that_is_shut_down_end_unheard()
    {
        await using var agent = await RunningAgent.StartAsync();
        await agent.Call.SayAsync(Orders.Run("t1", "echo ready; exec sleep 1000"));
        await agent.Call.UpdateAsync();
        var pid = (int)(await agent.Call.UpdateAsync()).Status.ContainerStatus.ExecutorPid;
        await agent.ReadyAsync("t1");

        await agent.Call.SayAsync(Orders.ShutdownFramework());
        await Eventually.TrueAsync(() => !LiveProcesses.Exists(pid), "the task is gone");

        // Were anything said about it, it would come before this answer.
        await agent.Call.SayAsync(new OperatorMessage { Ping = new OperatorMessage.Types.Ping { Sequence = 1 } });
        Assert.NotNull((await agent.Call.HearAsync())!.Pong);
    }

    [Fact]
    public async Task A_command_runs_as_the_user_it_names()
    {
        Assert.SkipUnless(SystemUser.CurrentIsRoot, "Only root can start processes as somebody else.");
        await using var agent = await RunningAgent.StartAsync();
        LetOthersIn(agent.Folder.Path);
        var task = Orders.Task("t1", "id -un; id -gn; echo mine > file");
        task.Command.User = "nobody";

        await agent.Call.SayAsync(Orders.Run(task));
        await agent.Call.UpdateAsync();
        await agent.Call.UpdateAsync();

        Assert.Equal("Command exited with status 0", (await agent.Call.UpdateAsync()).Status.Message);
        Assert.Equal("nobody\nnogroup\n", agent.Output("t1"));
    }

    private static void LetOthersIn(string folder) => File.SetUnixFileMode(
        folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute | UnixFileMode.OtherRead);
}
