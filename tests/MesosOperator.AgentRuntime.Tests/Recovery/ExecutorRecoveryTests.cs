using MesosOperator.AgentRuntime.Tests.Executors;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Source = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Source;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Recovery;

/// <summary>Executors and task groups of agents that are killed and started again.</summary>
public sealed class ExecutorRecoveryTests : IDisposable
{
    private const string Node = "/usr/bin/node";

    private readonly SharedFolder _shared = new();

    public ExecutorRecoveryTests() => File.Copy(Path.Combine(AppContext.BaseDirectory, "Executors", "executor.js"), _shared["executor.js"]);

    public void Dispose() => _shared.Dispose();

    [Fact]
    public async Task T06_ReconnectExecutor_an_executor_and_its_task_outlive_the_agent()
    {
        Assert.SkipUnless(File.Exists(Node), $"There is no {Node} here to run an executor");
        await using var agent = await MortalAgent.StartAsync("--executor-reregistration-timeout", "20");
        await agent.Call.SayAsync(ExecutorOrders.RunDurable("t1", "run", ExecutorOrders.Info($"exec {Node} {_shared["executor.js"]}")));
        var running = (await agent.Call.UpdateAsync()).Status;
        await agent.SettledAsync(running);

        agent.Die();
        await agent.LiveAsync("--executor-reregistration-timeout", "20");

        Assert.Equal(["e1"], agent.First.Reregister.Executors.Select(executor => executor.ExecutorId.Value));
        Assert.Equal([("t1", "e1", TaskState.TaskRunning)], agent.First.Reregister.Tasks.Select(task => (task.TaskId.Value, task.ExecutorId.Value, task.State)));
        await Eventually.TrueAsync(() => agent.Output("e1").Split("subscribed e1").Length == 3, "the executor has subscribed again");
        await agent.Call.SayAsync(Orders.Kill("t1"));
        var killed = (await agent.Call.UpdateAsync()).Status;
        Assert.Equal((TaskState.TaskKilled, Source.Executor), (killed.State, killed.Source));
    }

    [Fact]
    public async Task T06_an_executor_that_does_not_come_back_is_ended_with_its_tasks()
    {
        await using var agent = await MortalAgent.StartAsync();
        await agent.Call.SayAsync(ExecutorOrders.RunDurable("t1", "run", ExecutorOrders.Info("echo ready; exec sleep 1000")));
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(agent.Sandbox("e1"), "stdout")) && agent.Output("e1").Length > 0, "the executor runs");

        agent.Die();
        await agent.LiveAsync("--executor-reregistration-timeout", "0.2");

        // In either order: the update waits until the agent is registered.
        AgentMessage[] said = [(await agent.Call.HearAsync())!, (await agent.Call.HearAsync())!];
        var status = said.Single(message => message.UpdateStatus is not null).UpdateStatus.Status;
        Assert.Equal((TaskState.TaskFailed, Source.Agent, Reason.ExecutorReregistrationTimeout), (status.State, status.Source, status.Reason));
        Assert.Equal("e1", said.Single(message => message.ExecutorExited is not null).ExecutorExited.ExecutorId.Value);
    }

    [Fact]
    public async Task T06_RecoverTerminatedExecutor_its_tasks_have_failed()
    {
        await using var agent = await MortalAgent.StartAsync();
        await agent.Call.SayAsync(ExecutorOrders.RunDurable("t1", "run", ExecutorOrders.Info("echo ready; while [ ! -e stop ]; do sleep 0.02; done; exit 9")));
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(agent.Sandbox("e1"), "stdout")) && agent.Output("e1").Length > 0, "the executor runs");
        var container = Path.GetFileName(new DirectoryInfo(agent.Sandbox("e1")).ResolveLinkTarget(true)!.FullName);
        agent.Die();
        File.WriteAllText(Path.Combine(agent.Sandbox("e1"), "stop"), "");
        await Eventually.TrueAsync(() => new System.IO.FileInfo(agent.Folder[$"meta/tasks/{container}/exit"]).Length > 0, "the executor has ended");

        await agent.LiveAsync();

        var status = (await agent.Call.UpdateAsync()).Status;
        Assert.Equal(
            (TaskState.TaskFailed, Reason.ExecutorTerminated, "The executor has ended: Command exited with status 9"), (status.State, status.Reason, status.Message));
        Assert.Empty(agent.First.Reregister.Executors);
    }

    [Fact]
    public async Task T06_a_group_runs_on_and_is_still_one()
    {
        await using var agent = await MortalAgent.StartAsync();
        var order = ExecutorOrders.RunGroup(ExecutorOrders.Default(), ExecutorOrders.Command("t1", "exec sleep 1000"), ExecutorOrders.Command("t2", "exec sleep 1000"));
        order.RunGroup.Framework.Checkpoint = true;
        await agent.Call.SayAsync(order);
        var last = new TaskStatus();
        for (var heard = 0; heard < 4; heard++)
            last = (await agent.Call.UpdateAsync()).Status;
        await agent.SettledAsync(last);

        agent.Die();
        await agent.LiveAsync();

        Assert.Equal(["e1"], agent.First.Reregister.Executors.Select(executor => executor.ExecutorId.Value));
        await agent.Call.SayAsync(Orders.Kill("t1"));
        TaskStatus[] ends = [(await agent.Call.UpdateAsync()).Status, (await agent.Call.UpdateAsync()).Status];
        Assert.Equal([("t1", TaskState.TaskKilled), ("t2", TaskState.TaskKilled)], ends.Select(end => (end.TaskId.Value, end.State)));
        Assert.Equal("e1", (await agent.Call.HearAsync())!.ExecutorExited.ExecutorId.Value);
    }
}
