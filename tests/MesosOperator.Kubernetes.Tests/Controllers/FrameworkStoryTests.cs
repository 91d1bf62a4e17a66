using MesosOperator.Core.Tasks;
using MesosOperator.Crds;
using MesosOperator.Crds.Offers;
using MesosOperator.Kubernetes.Tests.Support;

namespace MesosOperator.Kubernetes.Tests.Controllers;

/// <summary>A framework that lives in objects, from its first offer to its end.</summary>
public sealed class FrameworkStoryTests
{
    [Fact]
    public void Framework_is_offered_launches_and_leaves_nothing() => OperatorWorld.Test(async world =>
    {
        var host = world.Hosts.Join();
        await world.ApplyFrameworkAsync();
        var offer = await world.OfferAsync();
        Assert.Equal("4", offer.Spec.Resources["cpus"].Text);

        await world.LaunchAsync(offer, "one", "two");

        var task = await world.UntilAsync(world.Tasks, Cluster.Key("by-hand.one"), task => task.Status?.State == TaskState.Running);
        Assert.Equal(ConditionStatus.True, OperatorWorld.Find(task.Status!.Conditions, Conditions.Ready)?.Status);
        await world.UntilAsync(world.Offers, Cluster.Key(offer.Metadata.Name), ended => ended.Status?.Phase == OfferPhase.Accepted);
        Assert.Equal(["one", "two"], host.Launched);

        await world.Frameworks.DeleteAsync(Cluster.Key("by-hand"), CancellationToken.None);

        await world.UntilGoneAsync(world.Frameworks, Cluster.Key("by-hand"));
        Assert.Empty(await world.AllAsync(world.Tasks));
        Assert.Empty(await world.AllAsync(world.Offers));
        Assert.Empty(host.Running);
    });
}
