using System.Text.Json.Nodes;
using k8s.Models;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds.Clusters;
using MesosOperator.Crds.Tasks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Pods;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.TestKit;

namespace MesosOperator.Kubernetes.Tests.Members;

/// <summary>Pods that wait: for a place, for their beginning, for somebody to hear of their end.</summary>
public sealed class WaitingPodTests
{
    [Fact]
    public void Pod_without_a_place_is_dropped_and_goes() => MemberWorld.Test(async world =>
    {
        var task = await LaunchAsync(world);
        var pod = await world.PodAsync();
        Assert.Null(pod.Spec.NodeName);
        await UnplaceAsync(world, pod);

        var dropped = await task(TaskState.Dropped);

        Assert.Equal("The cluster's scheduler does not place the Pod: 0/1 nodes are available", dropped.Status!.Message);
        await world.Home.UntilGoneAsync(world.Pods, new(MemberWorld.Namespace, pod.Metadata.Name));
    });

    [Fact]
    public void Task_whose_pod_has_no_place_can_be_killed() => MemberWorld.Test(async world =>
    {
        await LaunchAsync(world);
        var pod = await world.PodAsync();
        await UnplaceAsync(world, pod);

        await world.Home.Tasks.DeleteAsync(Cluster.Key("by-hand.one"), default);

        await world.Home.UntilGoneAsync(world.Pods, new(MemberWorld.Namespace, pod.Metadata.Name), 20);
        await world.Home.UntilGoneAsync(world.Home.Tasks, Cluster.Key("by-hand.one"));
    });

    [Fact]
    public void Pod_that_does_not_begin_fails_its_task() => MemberWorld.Test(async world =>
    {
        var task = await LaunchAsync(world, PodBinding.Direct);
        var pod = await world.PodAsync();
        await world.SayAsync(pod, "Pending", new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "ContainerCreating" } });
        await world.Home.PassAsync(PodPatience.ForBeginning.TotalSeconds);

        Assert.Equal("The Pod has not begun within 15 min: ContainerCreating", (await task(TaskState.Failed)).Status!.Message);
        await world.Home.UntilGoneAsync(world.Pods, new(MemberWorld.Namespace, pod.Metadata.Name));
    });

    [Fact]
    public void Claim_of_a_volume_that_is_destroyed_is_deleted_and_no_other() => MemberWorld.Test(async world =>
    {
        await world.AddNodeAsync();
        await world.Nodes.PatchAsync(
            new("", "n1"), "status", ResourcePatch.Merge(new JsonObject { ["status"] = new JsonObject { ["allocatable"] = new JsonObject { ["ephemeral-storage"] = "1Gi" } } }), CancellationToken.None);
        world.Reach();
        await world.PassUntilAsync(async () => !(await world.Home.ViewAsync()).Agents.IsEmpty);
        var agent = (await world.Home.ViewAsync()).Agents[0].Id;
        var claims = new ResourceClient<V1PersistentVolumeClaim>(world.Server, "user");
        await DoAsync(world, agent, new ResourceOperation.Reserve(ResourceText.Parse("disk(+dev):128")));
        await DoAsync(world, agent, new ResourceOperation.Create(ResourceText.Parse("disk(+dev)[v1]:128")));
        var (own, other) = (ClaimPlan.NameOf(agent, "dev", "v1"), ClaimPlan.NameOf(agent, "dev", "v2"));
        foreach (var name in (string[])[own, other])
            await claims.CreateAsync(
                new V1PersistentVolumeClaim { Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = MemberWorld.Namespace } }, CancellationToken.None);
        await world.Home.PassAsync(5);
        Assert.NotNull(await claims.FindAsync(new(MemberWorld.Namespace, own), CancellationToken.None));

        await DoAsync(world, agent, new ResourceOperation.Destroy(ResourceText.Parse("disk(+dev)[v1]:128")));

        await world.Home.UntilGoneAsync(claims, new(MemberWorld.Namespace, own));
        Assert.NotNull(await claims.FindAsync(new(MemberWorld.Namespace, other), CancellationToken.None));
    });

    private static async Task DoAsync(MemberWorld world, AgentId agent, ResourceOperation operation)
    {
        var done = await world.Home.Operator.Master.CallAsync(new OperatorCommand.OperateOnAgent(agent, operation));
        Assert.True(done.IsDone, done.Refusal?.Message);
    }

    private static Task UnplaceAsync(MemberWorld world, V1Pod pod) => world.Pods.PatchAsync(
        ResourceKey.Of(pod),
        "status",
        ResourcePatch.Merge(new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["phase"] = "Pending",
                ["conditions"] = new JsonArray(new JsonObject { ["type"] = "PodScheduled", ["status"] = "False", ["reason"] = "Unschedulable", ["message"] = "0/1 nodes are available" }),
            },
        }),
        CancellationToken.None);

    private static async Task<Func<TaskState, Task<V1Alpha1Task>>> LaunchAsync(MemberWorld world, PodBinding binding = PodBinding.Scheduler)
    {
        world.Spec = world.Spec with { Tasks = world.Spec.Tasks with { Binding = binding } };
        await world.AddNodeAsync();
        await world.Home.ApplyFrameworkAsync();
        world.Reach();
        await world.Home.LaunchAsync(await world.Home.OfferAsync(), "one");
        return state => world.Home.UntilAsync(world.Home.Tasks, Cluster.Key("by-hand.one"), task => task.Status?.State == state);
    }
}
