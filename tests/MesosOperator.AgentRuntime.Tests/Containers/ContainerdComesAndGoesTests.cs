using MesosOperator.AgentRuntime.Tests.Support;
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
        await using var agent = await containerd.AgentAsync(options => options with { Containerd = folder["socket"], HostWatchInterval = TimeSpan.FromMilliseconds(50) });
        var first = agent.First.Register.Info;

        File.CreateSymbolicLink(folder["socket"], containerd.Socket);
        var come = (await agent.Call.HearAsync())!.UpdateInfo.Info;
        var status = await agent.RunAsync(Images.Docker("t1", "true"));

        Assert.Equal("none", Attribute(first));
        Assert.Matches("^[0-9]+", Attribute(come));
        Assert.Equal(TaskState.TaskFinished, status.State);
    }

    private static string Attribute(AgentInfo info) => info.Attributes.Single(attribute => attribute.Name == "containerd").Text.Value;
}
