using MesosOperator.AgentRuntime.Tests.Health;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>Checks of tasks in containers, by a real containerd and runc.</summary>
public sealed class ContainerHealthTests(TestContainerd containerd)
{
    [Fact]
    public async Task A_command_runs_in_the_container_as_its_program_does()
    {
        await using var agent = await containerd.AgentAsync();
        var task = Images.Docker("t1", "echo mine > /tmp/file; exec sleep 1000");
        task.HealthCheck = Checks.ByCommand("[ $(cat /tmp/file)$OF_IMAGE$OF_CHECK$(pwd) = mineyescheck/srv ] && tr '\\0' ' ' < /proc/1/cmdline | grep -q 'sleep 1000'");
        task.HealthCheck.GracePeriodSeconds = 30;
        task.HealthCheck.Command.Environment = new()
        {
            Variables = { new Protocol.Mesos.V1.Environment.Types.Variable { Name = "OF_CHECK", Value = "check" } },
        };

        await agent.StartAsync(task);

        Assert.True((await NextAsync(agent)).Healthy);
    }

    [Fact]
    public async Task A_command_that_does_not_end_is_killed_and_one_that_is_not_there_fails()
    {
        await using var agent = await containerd.AgentAsync();
        var task = Images.Docker("t1", "exec sleep 1000");
        task.HealthCheck = Checks.ByCommand("sleep 1001");
        task.HealthCheck.TimeoutSeconds = 0.5;
        task.HealthCheck.ConsecutiveFailures = 2;
        var other = Images.Docker("t2", "exec sleep 1000");
        other.HealthCheck = Checks.ByCommand("/no/such/program");
        other.HealthCheck.Command.Shell = false;

        await agent.StartAsync(task);
        Assert.Equal("COMMAND health check failed (1 of 2): it has not ended within 0.5 s", (await NextAsync(agent)).Message);
        Assert.Equal("COMMAND health check failed (2 of 2): it has not ended within 0.5 s", (await NextAsync(agent)).Message);
        Assert.Equal((TaskState.TaskKilled, false), (await agent.Call.UpdateAsync()).Status is var end ? (end.State, end.Healthy) : default);
        await agent.StartAsync(other);
        Assert.StartsWith("COMMAND health check failed (1 of 3): the command cannot be run: ", (await NextAsync(agent)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ports_and_pages_are_those_of_the_containers_own_network()
    {
        await using var agent = await containerd.AgentAsync();
        var task = Images.Docker("t1", "exec busybox httpd -f -p 8087");
        task.Container.Docker.Network = ContainerInfo.Types.DockerInfo.Types.Network.None;
        task.HealthCheck = Checks.ByTcp(8087);
        task.HealthCheck.GracePeriodSeconds = 30;
        var other = Images.Docker("t2", "exec busybox httpd -f -p 8087");
        other.Container.Docker.Network = ContainerInfo.Types.DockerInfo.Types.Network.None;
        other.Check = Checks.Http(8087, "/nothing-here");

        await agent.StartAsync(task);
        Assert.True((await NextAsync(agent)).Healthy);
        await agent.StartAsync(other);

        TaskStatus page;
        do
        {
            page = await NextAsync(agent, Reason.TaskCheckStatusUpdated);
        }
        while (!page.CheckStatus.Http.HasStatusCode);
        Assert.Equal(404u, page.CheckStatus.Http.StatusCode);
    }

    private static async Task<TaskStatus> NextAsync(RunningAgent agent, Reason reason = Reason.TaskHealthCheckStatusUpdated)
    {
        while (true)
        {
            var status = (await agent.Call.UpdateAsync()).Status;
            Assert.True(status.State is TaskState.TaskStarting or TaskState.TaskRunning, status.Message);
            if (status.HasReason && status.Reason == reason)
                return status;
        }
    }
}
