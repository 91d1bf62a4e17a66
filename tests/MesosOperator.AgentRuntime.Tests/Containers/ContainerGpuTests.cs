using MesosOperator.AgentRuntime.Tests.Devices;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>Graphics processors in containers, with device files that were made for the tests.</summary>
public sealed class ContainerGpuTests(TestContainerd containerd)
{
    private const string Open = "(head -c1 < {0}) 2>&1 | grep -q 'not permitted' && echo no || echo yes; ";

    [Fact]
    public async Task A_container_has_the_devices_of_its_task_and_can_open_no_others()
    {
        MadeGpus.Need();
        using var made = new MadeGpus(2);
        await using var agent = await containerd.AgentAsync(options => options with { GpuFinder = made.Finder });
        Assert.SkipUnless(agent.First.Register.Info.Attributes.Any(attribute => attribute.Name == "isolation" && attribute.Text.Value.Contains("devices")), "No control groups for devices here.");

        var status = await agent.RunAsync(Images.Docker(
            "t1",
            "ls /dev | grep nvidia; echo $NVIDIA_VISIBLE_DEVICES; busybox mknod /tmp/other c 195 1; "
            + string.Concat(((string[])["/dev/nvidia0", "/dev/nvidiactl", "/tmp/other"]).Select(path => Open.Replace("{0}", path, StringComparison.Ordinal)))).With(gpus: 1));
        var none = await agent.RunAsync(Images.Docker("t2", "ls /dev | grep nvidia; exit 0"));

        Assert.Equal((TaskState.TaskFinished, TaskState.TaskFinished), (status.State, none.State));
        Assert.Equal("nvidia0\nnvidiactl\nGPU-00\nyes\nyes\nno\n", agent.Output("t1"));
        Assert.Equal("", agent.Output("t2"));
    }

    [Fact]
    public async Task What_the_host_does_not_have_is_refused()
    {
        await using var agent = await containerd.AgentAsync();

        var status = await agent.RunAsync(Images.Docker("t1", "true").With(gpus: 1));

        Assert.Equal((TaskState.TaskFailed, "The task is to have GPUs in a container, and this agent has found none on its host"), (status.State, status.Message));
    }
}
