using System.Text.Json.Nodes;
using k8s.Models;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds;
using MesosOperator.Crds.Clusters;
using MesosOperator.Crds.Offers;
using MesosOperator.Crds.Tasks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.TestKit;

namespace MesosOperator.Kubernetes.Tests.Members;

/// <summary>What becomes of tasks in a cluster that is cut off, and that the Pods are the truth when it is back.</summary>
public sealed class PartitionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Replaced_task_is_gone_and_its_copy_is_killed_when_the_cluster_is_back(bool isRestarted) => MemberWorld.Test(async world =>
    {
        world.Spec = world.Spec with { OnDisconnect = new DisconnectPolicy { Action = DisconnectAction.Replace, AfterSeconds = 20 } };
        var (task, pod) = await RunAsync(world);

        await world.CutAsync();
        await world.Home.PassAsync(19);
        Assert.Equal(TaskState.Running, (await task(TaskState.Running)).Status!.State);
        await task(TaskState.GoneByOperator);
        await world.PassUntilAsync(async () => await KeptAsync(world) == "1 one");
        if (isRestarted)
            await world.Home.RestartAsync();
        world.Reach();

        await world.PodAsync(seen => seen.Metadata.DeletionTimestamp is not null && seen.Metadata.Annotations[Annotations.Ending] == "Killed");
        Assert.Equal("3", (await world.Home.OfferAsync()).Spec.Resources["cpus"].Text);
        await world.EndAsync(pod, 143);
        await world.Home.UntilGoneAsync(world.Pods, ResourceKey.Of(pod));
        await task(TaskState.GoneByOperator);
        Assert.DoesNotContain((await world.Home.ViewAsync()).Frameworks.Single().Tasks, known => known.Id.Value == "one");
    });

    [Fact]
    public void Pod_of_a_later_epoch_has_another_name() => MemberWorld.Test(async world =>
    {
        world.Spec = world.Spec with { OnDisconnect = new DisconnectPolicy { Action = DisconnectAction.Replace, AfterSeconds = 5 } };
        var (task, old) = await RunAsync(world);
        await world.CutAsync();
        await task(TaskState.GoneByOperator);
        world.Reach();
        await world.PodAsync(seen => seen.Metadata.DeletionTimestamp is not null);
        await world.EndAsync(old, 143);
        await world.Home.UntilGoneAsync(world.Pods, ResourceKey.Of(old));

        await world.PassUntilAsync(async () => (await StandingAsync(world)).Contains("3"));
        await LaunchTwoAsync(world);
        var next = await world.PodAsync();

        Assert.Equal(("0", "1"), (old.Metadata.Annotations[Annotations.Epoch], next.Metadata.Annotations[Annotations.Epoch]));
    });

    [Fact]
    public void Task_to_be_killed_has_the_cluster_end_it_where_its_node_is_lost() => MemberWorld.Test(async world =>
    {
        world.Spec = world.Spec with { OnDisconnect = new DisconnectPolicy { Action = DisconnectAction.Kill, AfterSeconds = 45 } };
        var (_, pod) = await RunAsync(world);

        Assert.Equal(
            "node.kubernetes.io/unreachable NoExecute 45, node.kubernetes.io/not-ready NoExecute 45,   ",
            string.Join(", ", pod.Spec.Tolerations.Select(toleration => $"{toleration.Key} {toleration.Effect} {toleration.TolerationSeconds}")));
    });

    [Fact]
    public void Pod_that_was_deleted_while_the_cluster_was_cut_off_is_told_as_dropped() => MemberWorld.Test(async world =>
    {
        var (task, pod) = await RunAsync(world);

        await world.CutAsync();
        await world.Home.PatchAsync(world.Pods, ResourceKey.Of(pod), """{"metadata":{"finalizers":null}}""");
        await world.Pods.DeleteAsync(ResourceKey.Of(pod), default);
        world.Reach();

        Assert.Equal("There is no Pod for the task", (await task(TaskState.Dropped)).Status!.Message);
        await world.PassUntilAsync(async () => (await StandingAsync(world)).Contains("4"));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Node_that_went_while_the_cluster_was_cut_off_takes_its_tasks_along(bool isRestarted) => MemberWorld.Test(async world =>
    {
        var (task, pod) = await RunAsync(world);

        await world.CutAsync();
        await world.Nodes.DeleteAsync(new("", "n1"), default);
        if (isRestarted)
            await world.Home.RestartAsync();
        world.Reach();

        if (!isRestarted)
            await task(TaskState.Lost);
        await world.PassUntilAsync(async () => (await world.Home.ViewAsync()).Agents.Length == 0);
        await world.Home.PassAsync(50);
        Assert.Single(await world.OwnPodsAsync());
        await world.Home.UntilGoneAsync(world.Pods, ResourceKey.Of(pod));
    });

    [Fact]
    public void Pod_of_the_name_that_is_not_the_one_ordered_is_left_alone() => MemberWorld.Test(async world =>
    {
        var (_, one) = await RunAsync(world);
        var view = await world.Home.ViewAsync();
        var name = ObjectNames.Of("two", $"{view.Frameworks.Single().Id} two {view.Agents.Single().Id}");
        await world.Pods.CreateAsync(
            new V1Pod
            {
                ApiVersion = "v1",
                Kind = "Pod",
                Metadata = new V1ObjectMeta
                {
                    Name = name,
                    NamespaceProperty = MemberWorld.Namespace,
                    Annotations = new Dictionary<string, string> { [Annotations.Order] = one.Metadata.Annotations[Annotations.Order] },
                },
                Spec = new V1PodSpec { Containers = [new V1Container { Name = "other" }] },
            },
            default);

        await LaunchTwoAsync(world);

        var two = await world.Home.UntilAsync(world.Home.Tasks, Cluster.Key("by-hand.two"), task => task.Status?.State == TaskState.Dropped);
        Assert.Contains("is there already, and another's", two.Status!.Message);
        Assert.Equal("other", (await world.Pods.FindAsync(new(MemberWorld.Namespace, name), default))!.Spec.Containers[0].Name);
    });

    [Fact]
    public void Pod_that_belongs_to_nobody_is_collected_after_a_while() => MemberWorld.Test(async world =>
    {
        await world.AddNodeAsync();
        world.Reach();
        await world.Pods.CreateAsync(
            new V1Pod
            {
                ApiVersion = "v1",
                Kind = "Pod",
                Metadata = new V1ObjectMeta
                {
                    Name = "stray",
                    NamespaceProperty = MemberWorld.Namespace,
                    Labels = new Dictionary<string, string> { [Labels.ManagedBy] = Labels.Manager, [Labels.Cluster] = "east" },
                    Finalizers = [Finalizers.Report],
                },
                Spec = new V1PodSpec { NodeName = "n1", Containers = [new V1Container { Name = "c" }] },
            },
            default);

        await world.PassUntilAsync(() => Task.FromResult(world.State.Orphans == 1));
        await world.Home.PassAsync(50);
        Assert.Single(await world.OwnPodsAsync());
        await world.Home.UntilGoneAsync(world.Pods, new(MemberWorld.Namespace, "stray"));
        await world.PassUntilAsync(() => Task.FromResult(world.State is { Orphans: 0, Pods: 0 }));
    });

    [Fact]
    public void What_is_reserved_on_a_node_outlives_the_operator() => MemberWorld.Test(async world =>
    {
        await world.AddNodeAsync();
        await world.Home.ApplyFrameworkAsync();
        world.Reach();
        await world.PassUntilAsync(async () => (await world.Home.ViewAsync()).Agents.Any(agent => agent.State == Core.Agents.AgentState.Connected));
        var agent = Assert.Single((await world.Home.ViewAsync()).Agents);
        var reserved = ResourceText.Parse("cpus(+dev):2");
        var result = await world.Home.Operator.Master.CallAsync(new OperatorCommand.OperateOnAgent(agent.Id, new ResourceOperation.Reserve(reserved)));
        Assert.True(result.IsDone, result.Refusal?.Message);

        await world.CutAsync();
        await world.Home.RestartAsync();
        Assert.Equal(reserved, KeptResources.Of(Assert.Single((await world.Home.ViewAsync()).Agents).Total));
        world.Reach();

        await world.PassUntilAsync(async () => (await world.Home.ViewAsync()).Agents.Any(back => back.State == Core.Agents.AgentState.Connected));
        Assert.Equal(reserved, KeptResources.Of(Assert.Single((await world.Home.ViewAsync()).Agents).Total));
    });

    [Fact]
    public void Task_whose_labels_make_no_sense_is_refused() => MemberWorld.Test(async world =>
    {
        await world.AddNodeAsync();
        await world.Home.ApplyFrameworkAsync();
        world.Reach();
        var launch = JsonNode.Parse(
            """{"spec":{"response":{"accept":{"operations":[{"launch":{"tasks":[{"id":"one","labels":{"mesosoperator.io/on-disconnect":"Replace"},"resources":{"cpus":"1","mem":"64Mi"},"command":{"shell":"sleep 1"}}]}}]}}}}""")!;
        await world.Home.PatchAsync(world.Home.Offers, ResourceKey.Of(await world.Home.OfferAsync()), launch.ToJsonString());

        var task = await world.Home.UntilAsync(world.Home.Tasks, Cluster.Key("by-hand.one"), task => task.Status?.State == TaskState.Error);
        Assert.Contains("needs the label mesosoperator.io/on-disconnect-after", task.Status!.Message);
    });

    private static async Task<string> KeptAsync(MemberWorld world) => string.Join(' ', (await world.Home.AllAsync(world.Home.Agents))
        .Select(agent => $"{agent.Status?.Epoch} {string.Join(',', (agent.Status?.GivenUp ?? []).Select(lost => lost.TaskId))}"));

    private static async Task<string[]> StandingAsync(MemberWorld world) => [.. (await world.Home.AllAsync(world.Home.Offers))
        .Where(offer => offer.Status?.Phase == OfferPhase.Outstanding).Select(offer => offer.Spec.Resources["cpus"].Text)];

    private static async Task LaunchTwoAsync(MemberWorld world)
    {
        await world.PassUntilAsync(async () => (await StandingAsync(world)).Length > 0);
        await world.Home.LaunchAsync((await world.Home.AllAsync(world.Home.Offers)).First(offer => offer.Status?.Phase == OfferPhase.Outstanding), "two");
    }

    /// <summary>The task "one" runs; returns how to wait for a state of it, and its Pod.</summary>
    private static async Task<(Func<TaskState, Task<V1Alpha1Task>> Task, V1Pod Pod)> RunAsync(MemberWorld world)
    {
        await world.AddNodeAsync();
        await world.Home.ApplyFrameworkAsync();
        world.Reach();
        await world.Home.LaunchAsync(await world.Home.OfferAsync(), "one");
        var pod = await world.PodAsync();
        await world.RunAsync(pod);
        Func<TaskState, Task<V1Alpha1Task>> until = state => world.Home.UntilAsync(world.Home.Tasks, Cluster.Key("by-hand.one"), task => task.Status?.State == state);
        await until(TaskState.Running);
        return (until, pod);
    }
}
