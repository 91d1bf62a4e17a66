using MesosOperator.AgentRuntime.Tests.Executors;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>Executors, and tasks of groups, that name an image.</summary>
public sealed class ContainerExecutorTests(TestContainerd containerd)
{
    [Fact]
    public async Task Tasks_of_a_group_run_in_images_and_beside_others_that_do_not()
    {
        await using var agent = await containerd.AgentAsync();
        await agent.Call.SayAsync(ExecutorOrders.RunGroup(ExecutorOrders.Default(), Image("t1", "echo $OF_IMAGE $MESOS_TASK_ID; pwd; sleep 1000"), ExecutorOrders.Command("t2", "sleep 1000")));
        var running = await HearAsync(agent, TaskState.TaskRunning, 2);

        var first = Path.Combine(agent.Sandbox("e1"), "containers", running["t1"].ContainerStatus.ContainerId.Value, "stdout");
        await Eventually.TrueAsync(() => File.ReadAllText(first) == "yes t1\n/srv\n", "the task in the image has said where it is");
        await agent.Call.SayAsync(Orders.Kill("t1", graceSeconds: 0));

        var ends = await HearAsync(agent, TaskState.TaskKilled, 2);
        Assert.Equal("Command exited with status 137", ends["t1"].Message);
        var container = $"{running["t1"].ContainerStatus.ContainerId.Parent.Value}.{running["t1"].ContainerStatus.ContainerId.Value}";
        await Eventually.TrueAsync(() => !containerd.Containers().Contains(container), "the container is removed");
    }

    [Fact]
    public async Task An_image_that_is_not_there_takes_its_whole_group()
    {
        await using var agent = await containerd.AgentAsync();
        var lost = Image("t1", "true");
        lost.Container.Docker.Image = "127.0.0.1:1/nobody/has:this";

        await agent.Call.SayAsync(ExecutorOrders.RunGroup(ExecutorOrders.Default(), lost, ExecutorOrders.Command("t2", "sleep 1000")));

        Assert.Contains("127.0.0.1:1/nobody/has:this", (await HearAsync(agent, TaskState.TaskFailed, 1))["t1"].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_executor_runs_in_its_image()
    {
        await using var agent = await containerd.AgentAsync();
        var executor = ExecutorOrders.Info("echo $OF_IMAGE $MESOS_EXECUTOR_ID; exit 3");
        executor.Container = Images.Docker("t1", "").Container;

        await agent.Call.SayAsync(ExecutorOrders.Run("t1", "run", executor));

        Assert.Equal(TaskState.TaskFailed, (await agent.Call.UpdateAsync()).Status.State);
        Assert.Equal("yes e1\n", agent.Output("e1"));
    }

    private static TaskInfo Image(string id, string command)
    {
        var task = ExecutorOrders.Command(id, command);
        task.Container = Images.Docker(id, command).Container;
        return task;
    }

    /// <summary>The updates of a state, when there are so many; others may come between.</summary>
    private static async Task<Dictionary<string, TaskStatus>> HearAsync(RunningAgent agent, TaskState state, int count)
    {
        var heard = new Dictionary<string, TaskStatus>();
        while (heard.Count < count)
        {
            var said = await agent.Call.HearAsync();
            Assert.NotNull(said);
            if (said.UpdateStatus is not { } update)
                continue;
            await agent.Call.SayAsync(Orders.Acknowledge(update));
            if (update.Status.State == state)
                heard[update.Status.TaskId.Value] = update.Status;
            else
                Assert.True(update.Status.State is TaskState.TaskStarting or TaskState.TaskRunning || count == 1, $"{update.Status.TaskId.Value}: {update.Status.State} {update.Status.Message}");
        }

        return heard;
    }
}
