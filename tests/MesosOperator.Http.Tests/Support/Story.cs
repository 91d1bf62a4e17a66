using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Http.Tests.Support;

/// <summary>What happens at the start of many tests.</summary>
public static class Story
{
    /// <summary>A framework runs the task <c>t1</c>, with labels, discovery and an address, up to TASK_RUNNING.</summary>
    public static async Task RunTaskAsync(Framework framework, FakeAgent agent)
    {
        var offer = (await framework.NextAsync(Event.Types.Type.Offers)).Offers.Offers_.Single();
        var task = Tasks.Command("t1", offer);
        task.Labels = new() { Labels_ = { new Wire.Label { Key = "k", Value = "v" } } };
        task.Discovery = new() { Visibility = Wire.DiscoveryInfo.Types.Visibility.External, Name = "web" };
        await framework.CallAsync(Tasks.Launch(offer, task));
        Assert.NotNull((await agent.HearOrderAsync()).RunTask);
        var update = Tasks.Running("t1", framework.Id, agent.Id);
        update.UpdateStatus.Status.ContainerStatus = new()
        {
            ContainerId = new() { Value = "c" },
            NetworkInfos = { new Wire.NetworkInfo { IpAddresses = { new Wire.NetworkInfo.Types.IPAddress { IpAddress = "10.1.2.3" } } } },
        };
        await agent.SayAsync(update);
        await framework.NextAsync(Event.Types.Type.Update);
    }
}
