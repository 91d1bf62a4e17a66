using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>Containers that cannot be: each fails with what is wrong, and leaves nothing.</summary>
public sealed class ContainerProblemTests(TestContainerd containerd)
{
    [Fact]
    public async Task Without_containerd_tasks_with_images_fail_and_others_run()
    {
        await using var agent = await RunningAgent.StartAsync(options => options with { Containerd = "/nonexistent/containerd.sock" });

        var failed = await agent.RunAsync(Images.Docker("t1", "true"));
        var finished = await agent.RunAsync(Orders.Task("t2", "true"));

        Assert.Equal((TaskState.TaskFailed, Reason.ContainerLaunchFailed), (failed.State, failed.Reason));
        Assert.StartsWith("containerd does not answer at /nonexistent/containerd.sock: ", failed.Message);
        Assert.Equal(TaskState.TaskFinished, finished.State);
        Assert.Equal("none", agent.First.Register.Info.Attributes.Single(attribute => attribute.Name == "containerd").Text.Value);
    }

    [Fact]
    public async Task Says_in_an_attribute_which_containerd_there_is()
    {
        await using var agent = await containerd.AgentAsync();

        Assert.Matches("^v?[0-9]+\\.[0-9]+", agent.First.Register.Info.Attributes.Single(attribute => attribute.Name == "containerd").Text.Value);
    }

    [Theory]
    [InlineData("Not An Image", "'Not An Image' is not the name of an image")]
    [InlineData("test/BUSYBOX", "'test/BUSYBOX' is not the name of an image: 'test/BUSYBOX' is no path of lower-case letters")]
    public async Task A_bad_name_of_an_image_is_told(string image, string message) =>
        Assert.StartsWith(message, await FailAsync(container => container.Docker.Image = image));

    [Fact]
    public async Task A_user_that_nobody_knows_is_told()
    {
        await using var agent = await containerd.AgentAsync();
        var task = Images.Docker("t1", "true");
        task.Command.User = "nobody-knows";

        Assert.Equal("User 'nobody-knows' exists neither in the image nor on this host", (await agent.RunAsync(task)).Message);
    }

    [Fact]
    public async Task A_program_that_is_not_in_the_image_is_told_and_nothing_is_left()
    {
        await using var agent = await containerd.AgentAsync();
        var task = Images.Docker("t1", "");
        task.Command = new CommandInfo { Shell = false, Value = "nope" };

        var status = await agent.RunAsync(task);

        Assert.StartsWith("The container cannot be started: exec: \"nope\": executable file not found in $PATH", status.Message);
        Assert.DoesNotContain(status.ContainerStatus.ContainerId.Value, containerd.Containers());
        Assert.DoesNotContain(status.ContainerStatus.ContainerId.Value, containerd.Ctr("snapshots", "list").Output);
    }

    [Fact]
    public async Task What_the_agent_cannot_do_is_told()
    {
        Assert.Equal("Docker parameter 'device' with value '/dev/kvm' is not supported by this agent",
            await FailAsync(container => container.Docker.Parameters.Add(new Parameter { Key = "device", Value = "/dev/kvm" })));
        Assert.Equal("'CAP_NOPE' is not a capability",
            (await FailAsync(container => container.Docker.Parameters.Add(new Parameter { Key = "cap-add", Value = "CAP_NOPE" }))).Replace("'NOPE'", "'CAP_NOPE'", StringComparison.Ordinal));
        Assert.Equal("The task wants a privileged container, which this agent allows only with --allow-privileged", await FailAsync(container => container.Docker.Privileged = true));
        Assert.Equal("The volume at /x is to be /nonexistent of the host, which does not exist",
            await FailAsync(container => container.Volumes.Add(new Volume { ContainerPath = "/x", HostPath = "/nonexistent", Mode = Volume.Types.Mode.Rw })));
        Assert.Equal("A volume cannot be at '../x'",
            await FailAsync(container => container.Volumes.Add(new Volume { ContainerPath = "../x", HostPath = "/", Mode = Volume.Types.Mode.Rw })));
        Assert.Equal("Port 31000 is to be mapped, and is not among the ports of the task", await FailAsync(container =>
        {
            container.Docker.Network = ContainerInfo.Types.DockerInfo.Types.Network.Bridge;
            container.Docker.PortMappings.Add(new ContainerInfo.Types.DockerInfo.Types.PortMapping { HostPort = 31000, ContainerPort = 80 });
        }));
    }

    private async Task<string> FailAsync(Action<ContainerInfo> change)
    {
        await using var agent = await containerd.AgentAsync();
        var status = await agent.RunAsync(Images.Docker("t1", "true", change));
        Assert.Equal((TaskState.TaskFailed, Reason.ContainerLaunchFailed), (status.State, status.Reason));
        return status.Message;
    }
}
