using MesosOperator.AgentRuntime.Tests.Recovery;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>Containers whose agent or whose containerd is killed.</summary>
public sealed class ContainerRecoveryTests(TestContainerd containerd)
{
    [Fact]
    public async Task A_container_goes_on_without_its_agent_and_the_next_one_kills_it()
    {
        await using var agent = await MortalAsync(containerd);
        var pid = await agent.RunAsync(Orders.RunDurable(Images.Docker("t1", "trap 'exit 9' TERM; while :; do echo on; sleep 0.1; done")));
        agent.Die();
        var soFar = agent.Output("t1").Length;
        await Eventually.TrueAsync(() => agent.Output("t1").Length > soFar, "the container writes without an agent");

        await agent.LiveAsync();
        Assert.Equal(["t1"], agent.First.Reregister.Tasks.Select(task => task.TaskId.Value));
        Assert.True(LiveProcesses.Exists(pid));
        await agent.Call.SayAsync(Orders.Kill("t1", graceSeconds: 30));

        var status = (await agent.Call.UpdateAsync()).Status;
        Assert.Equal((TaskState.TaskKilled, "Command exited with status 9"), (status.State, status.Message));
    }

    [Fact]
    public async Task How_a_container_ended_while_there_was_no_agent_is_told()
    {
        using var shared = new SharedFolder();
        await using var agent = await MortalAsync(containerd);
        var task = Images.Docker("t1", "echo on; while ! [ -e /shared/go ]; do sleep 0.05; done; exit 7", container =>
            container.Volumes.Add(new Volume { ContainerPath = "/shared", HostPath = shared.Path, Mode = Volume.Types.Mode.Ro }));
        var pid = await agent.RunAsync(Orders.RunDurable(task));
        agent.Die();
        File.WriteAllText(shared["go"], "");
        await Eventually.TrueAsync(() => !LiveProcesses.Exists(pid), "the container has ended");

        await agent.LiveAsync();

        var status = (await agent.Call.UpdateAsync()).Status;
        Assert.Equal((TaskState.TaskFailed, "Command exited with status 7"), (status.State, status.Message));
        await Eventually.TrueAsync(() => !containerd.Containers().Contains(status.ContainerStatus.ContainerId.Value), "the container is removed");
    }

    [Fact]
    public async Task A_container_that_no_task_knows_is_removed()
    {
        await using var agent = await MortalAsync(containerd);
        var pid = await agent.RunAsync(Orders.Run(Images.Docker("t1", "echo on; while :; do sleep 1; done")));
        agent.Die();
        Assert.True(LiveProcesses.Exists(pid));

        await agent.LiveAsync();

        Assert.Null(agent.First.Reregister?.Tasks.FirstOrDefault());
        await Eventually.TrueAsync(() => !LiveProcesses.Exists(pid), "the container is killed");
    }

    [Fact]
    public async Task A_containerd_may_be_restarted_and_may_come_late()
    {
        await using var own = new TestContainerd();
        await own.NeedAsync();
        own.Kill();
        await using var agent = await MortalAsync(own);
        await agent.Call.SayAsync(Orders.RunDurable(Images.Docker("t0", "true")));
        var early = (await agent.Call.UpdateAsync()).Status;
        await own.StartAsync();
        await agent.RunAsync(Orders.RunDurable(Images.Docker("t1", "trap 'exit 9' TERM; echo on; while :; do sleep 0.1; done")));

        own.Kill();
        agent.Die();
        await agent.LiveAsync();
        await agent.Call.SayAsync(Orders.Kill("t1", graceSeconds: 30));
        await own.StartAsync();

        var status = (await agent.Call.UpdateAsync()).Status;
        Assert.StartsWith("containerd does not answer at ", early.Message);
        Assert.Equal(TaskState.TaskKilled, status.State);
        await Eventually.TrueAsync(() => own.Containers().Length == 0, "nothing is left of it");
    }

    private static async Task<MortalAgent> MortalAsync(TestContainerd containerd)
    {
        await containerd.NeedAsync();
        return await MortalAgent.StartWithAsync(["--containerd", containerd.Socket, "--containerd-namespace", TestContainerd.Namespace]);
    }
}
