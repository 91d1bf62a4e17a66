using k8s.Models;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds;
using MesosOperator.Crds.Offers;
using MesosOperator.Crds.Tasks;
using MesosOperator.Kubernetes.Tests.Support;

namespace MesosOperator.Kubernetes.Tests.Members;

/// <summary>The nodes of a member cluster as agents, and tasks as Pods.</summary>
public sealed class MemberSessionTests
{
    [Fact]
    public void Nodes_are_agents_with_what_others_leave() => MemberWorld.Test(async world =>
    {
        await world.AddNodeAsync();
        await world.AddPodAsync("theirs", "n1", "1500m");
        await world.Home.ApplyFrameworkAsync();
        world.Reach();

        var offer = await world.Home.OfferAsync();

        Assert.Equal(("n1", "2500m", "1Gi", "[31000-32000]"), (offer.Spec.Hostname, offer.Spec.Resources["cpus"].Text, offer.Spec.Resources["mem"].Text, offer.Spec.Resources["ports"].Text));
        var agent = Assert.Single((await world.Home.ViewAsync()).Agents).Info;
        Assert.Equal("arch=amd64 cluster=east", string.Join(' ', agent.Attributes.Select(attribute => $"{attribute.Name}={attribute.Text}")));
        Assert.Equal(new("eu", "eu-1"), agent.Domain);
    });

    [Fact]
    public void Task_becomes_a_pod_and_its_end_is_told_once() => MemberWorld.Test(async world =>
    {
        var task = await LaunchAsync(world);
        var pod = await world.PodAsync();
        Assert.Equal(("n1", "busybox", "Never", "/bin/sh -c sleep 1"), (pod.Spec.NodeName, pod.Spec.Containers[0].Image, pod.Spec.RestartPolicy, string.Join(' ', pod.Spec.Containers[0].Command)));
        Assert.Equal(("1", "64Mi"), (pod.Spec.Containers[0].Resources.Requests["cpu"].ToDecimal().ToString("0"), $"{pod.Spec.Containers[0].Resources.Limits["memory"].ToDecimal() / 1024 / 1024:0}Mi"));

        await world.RunAsync(pod);
        await task(TaskState.Running);
        await world.PodAsync(seen => seen.Metadata.Annotations.TryGetValue(Annotations.Seen, out var state) && state == "Running");
        await world.EndAsync(pod, 0);
        await task(TaskState.Finished);

        await world.Home.UntilGoneAsync(world.Pods, new(MemberWorld.Namespace, pod.Metadata.Name));
        Assert.Equal("4", (await world.Home.OfferAsync()).Spec.Resources["cpus"].Text);
    });

    [Theory]
    [InlineData(1, null, TaskState.Failed, StatusReason.CommandExecutorFailed)]
    [InlineData(137, "OOMKilled", TaskState.Failed, StatusReason.ContainerLimitationMemory)]
    public void Task_that_fails_says_why(int exitCode, string? reason, TaskState state, StatusReason told) => MemberWorld.Test(async world =>
    {
        var task = await LaunchAsync(world);
        var pod = await world.PodAsync();
        await world.RunAsync(pod);

        await world.EndAsync(pod, exitCode, reason);

        Assert.Equal(told, (await task(state)).Status!.Reason);
    });

    [Fact]
    public void Pod_that_the_node_does_not_let_in_is_dropped_and_its_resources_are_free() => MemberWorld.Test(async world =>
    {
        var task = await LaunchAsync(world);
        var pod = await world.PodAsync();

        await world.SayAsync(pod, "Failed", [], "OutOfcpu", "Pod was rejected");

        Assert.Equal("OutOfcpu: Pod was rejected", (await task(TaskState.Dropped)).Status!.Message);
        Assert.Equal("4", (await world.Home.OfferAsync()).Spec.Resources["cpus"].Text);
    });

    [Fact]
    public void Killed_task_has_its_pod_deleted_and_is_told_as_killed() => MemberWorld.Test(async world =>
    {
        var task = await LaunchAsync(world);
        var pod = await world.PodAsync();
        await world.RunAsync(pod);
        await task(TaskState.Running);

        await world.Home.Tasks.DeleteAsync(Cluster.Key("by-hand.one"), default);
        await world.PodAsync(seen => seen.Metadata.DeletionTimestamp is not null && seen.Metadata.Annotations[Annotations.Ending] == "Killed");
        await world.EndAsync(pod, 143);

        await world.Home.UntilGoneAsync(world.Pods, new(MemberWorld.Namespace, pod.Metadata.Name));
        await world.Home.UntilGoneAsync(world.Home.Tasks, Cluster.Key("by-hand.one"));
    });

    [Fact]
    public void Pod_that_somebody_else_deletes_is_told_as_failed() => MemberWorld.Test(async world =>
    {
        var task = await LaunchAsync(world);
        var pod = await world.PodAsync();
        await world.RunAsync(pod);
        await task(TaskState.Running);

        await world.Pods.DeleteAsync(new(MemberWorld.Namespace, pod.Metadata.Name), default);
        await world.EndAsync(pod, 143);

        Assert.Equal("The Pod was deleted, and not by the operator", (await task(TaskState.Failed)).Status!.Message);
    });

    [Fact]
    public void Offers_follow_what_others_take_and_give_back() => MemberWorld.Test(async world =>
    {
        await world.AddNodeAsync();
        await world.Home.ApplyFrameworkAsync();
        world.Reach();
        Assert.Equal("4", (await world.Home.OfferAsync()).Spec.Resources["cpus"].Text);

        await world.AddPodAsync("theirs", "n1", "3");
        await world.PassUntilAsync(async () => await OfferedAsync(world) == "1");

        await world.Pods.DeleteAsync(new("default", "theirs"), default);
        await world.PassUntilAsync(async () => await OfferedAsync(world) == "1 3");
    });

    [Fact]
    public void Cordoned_node_keeps_its_tasks_and_offers_nothing() => MemberWorld.Test(async world =>
    {
        var task = await LaunchAsync(world);
        await world.RunAsync(await world.PodAsync());
        await task(TaskState.Running);
        await world.PassUntilAsync(async () => await OfferedAsync(world) == "3");

        await world.Home.PatchAsync(world.Nodes, new("", "n1"), """{"spec":{"unschedulable":true}}""");

        await world.PassUntilAsync(async () => await OfferedAsync(world) == "");
        await world.Home.PassAsync(200);
        Assert.Equal(TaskState.Running, (await task(TaskState.Running)).Status!.State);
    });

    [Fact]
    public void Tasks_are_unreachable_while_the_cluster_is_and_run_again_with_it() => MemberWorld.Test(async world =>
    {
        var task = await LaunchAsync(world);
        await world.RunAsync(await world.PodAsync());
        await task(TaskState.Running);

        await world.CutAsync();
        await world.Home.PassAsync(100);
        await task(TaskState.Unreachable);
        world.Reach();

        await task(TaskState.Running);
        Assert.Single(await world.OwnPodsAsync());
    });

    [Fact]
    public void End_that_came_while_the_cluster_was_cut_off_is_told() => MemberWorld.Test(async world =>
    {
        var task = await LaunchAsync(world);
        var pod = await world.PodAsync();
        await world.RunAsync(pod);
        await task(TaskState.Running);

        await world.CutAsync();
        await world.EndAsync(pod, 0);
        world.Reach();

        await task(TaskState.Finished);
        await world.Home.UntilGoneAsync(world.Pods, new(MemberWorld.Namespace, pod.Metadata.Name));
    });

    [Fact]
    public void Operator_that_starts_anew_knows_the_tasks_again() => MemberWorld.Test(async world =>
    {
        var task = await LaunchAsync(world);
        var pod = await world.PodAsync();
        await world.RunAsync(pod);
        await task(TaskState.Running);

        await world.CutAsync();
        await world.Home.RestartAsync();
        world.Reach();

        await world.PassUntilAsync(async () => (await world.Home.ViewAsync()).Frameworks.Single().Tasks.Any(known => known.State == TaskState.Running));
        await world.EndAsync(pod, 0);
        await task(TaskState.Finished);
    });

    /// <summary>The processors of all offers that stand.</summary>
    private static async Task<string> OfferedAsync(MemberWorld world) => string.Join(' ', (await world.Home.AllAsync(world.Home.Offers))
        .Where(offer => offer.Status?.Phase == OfferPhase.Outstanding)
        .Select(offer => offer.Spec.Resources["cpus"].Text)
        .Order(StringComparer.Ordinal));

    /// <summary>Launches the task "one", and returns how to wait for a state of it.</summary>
    private static async Task<Func<TaskState, Task<V1Alpha1Task>>> LaunchAsync(MemberWorld world)
    {
        await world.AddNodeAsync();
        await world.Home.ApplyFrameworkAsync();
        world.Reach();
        await world.Home.LaunchAsync(await world.Home.OfferAsync(), "one");
        return state => world.Home.UntilAsync(world.Home.Tasks, Cluster.Key("by-hand.one"), task => task.Status?.State == state);
    }
}
