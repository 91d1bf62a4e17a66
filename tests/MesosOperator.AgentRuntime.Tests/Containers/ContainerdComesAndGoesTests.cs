using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>Agents that look for containerd while they run.</summary>
public sealed class ContainerdComesAndGoesTests(TestContainerd containerd)
{
    [Fact]
    public async Task One_that_comes_is_told_and_used()
    {
        using var folder = new SharedFolder();
        await using var agent = await containerd.AgentAsync(options => Looking(options) with { Containerd = folder["socket"] });
        var first = agent.First.Register.Info;

        File.CreateSymbolicLink(folder["socket"], containerd.Socket);
        var come = (await agent.Call.HearAsync())!.UpdateInfo.Info;
        var status = await agent.RunAsync(Images.Docker("t1", "true"));

        Assert.Equal("none", Attribute(first));
        Assert.Matches("^[0-9]+", Attribute(come));
        Assert.Equal(TaskState.TaskFinished, status.State);
    }

    [Fact]
    public async Task One_that_is_killed_leaves_its_tasks_and_finds_them_again()
    {
        await using var own = new TestContainerd();
        await using var agent = await own.AgentAsync(options => AgentClient.Admit(Looking(options)));
        using var client = new AgentClient(agent);
        var running = await agent.StartAsync(Images.Docker("t1", "trap 'exit 9' TERM; echo on; while :; do sleep 0.1; done"));
        await agent.ReadyAsync("t1");

        own.Kill();
        await HearAsync(agent, said => said.UpdateInfo is { } gone && Attribute(gone.Info) == "none");
        await agent.Call.SayAsync(Orders.Run(Images.Docker("t2", "true")));
        var failed = (await HearAsync(agent, said => IsOver(said, "t2"))).UpdateStatus.Status;
        Assert.Equal((TaskState.TaskFailed, TaskStatus.Types.Reason.ContainerLaunchFailed), (failed.State, failed.Reason));
        Assert.StartsWith("containerd does not answer at ", failed.Message, StringComparison.Ordinal);
        Assert.True(LiveProcesses.Exists((int)running.ContainerStatus.ExecutorPid));

        await own.StartAsync();
        await HearAsync(agent, said => said.UpdateInfo is { } back && Attribute(back.Info) != "none");
        using (var session = await SessionClient.LaunchAsync(client, running.ContainerStatus.ContainerId.Value, "s1", "echo $OF_IMAGE"))
            Assert.Equal("yes\n", (await session.ReadToEndAsync()).Output);
        await agent.Call.SayAsync(Orders.Kill("t1", graceSeconds: 30));
        var killed = (await HearAsync(agent, said => IsOver(said, "t1"))).UpdateStatus.Status;
        Assert.Equal((TaskState.TaskKilled, "Command exited with status 9"), (killed.State, killed.Message));
        await Eventually.TrueAsync(() => own.Containers().Length == 0, "nothing is left of either");
    }

    private static AgentOptions Looking(AgentOptions options) => options with { HostWatchInterval = TimeSpan.FromMilliseconds(50) };

    private static bool IsOver(AgentMessage said, string task) =>
        said.UpdateStatus is { } update && update.Status.TaskId.Value == task && update.Status.State is not (TaskState.TaskStarting or TaskState.TaskRunning);

    /// <summary>The first message of a kind; updates are acknowledged on the way there.</summary>
    private static async Task<AgentMessage> HearAsync(RunningAgent agent, Func<AgentMessage, bool> isWanted)
    {
        while (true)
        {
            var said = await agent.Call.HearAsync();
            Assert.NotNull(said);
            if (said.UpdateStatus is { } update)
                await agent.Call.SayAsync(Orders.Acknowledge(update));
            if (isWanted(said))
                return said;
        }
    }

    private static string Attribute(AgentInfo info) => info.Attributes.Single(attribute => attribute.Name == "containerd").Text.Value;
}
