using System.Text.Json.Nodes;
using k8s.Models;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds;
using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Tests.Support;

namespace MesosOperator.Kubernetes.Tests.Members.Clusters;

/// <summary>Clusters that are taken out: gently, or given up.</summary>
public sealed class LeavingTests
{
    private const string Namespace = "mesos-tasks";

    [Fact]
    public void Cluster_that_leaves_asks_first_then_kills_leaves_nothing_behind_and_may_come_again() => ClustersWorld.Test(async world =>
    {
        var (east, framework, told) = await RunAsync(world);

        await world.Home.Clusters.DeleteAsync(new("", "east"), default);
        await UntilAsync(world, framework, () => world.Home.Streams.Told("chaos-1").OfType<InverseOffersMade>().Any());
        await LiveAsync(world, framework, 10);
        Assert.All(await PodsAsync(east), pod => Assert.Null(pod.Metadata.DeletionTimestamp));
        await LiveAsync(world, framework, 15);
        Assert.All(await PodsAsync(east), pod => Assert.NotNull(pod.Metadata.DeletionTimestamp));
        Assert.Contains("Pods of tasks are left", ClustersWorld.MessageOf(await world.StatusAsync("east"), Conditions.Ready));

        foreach (var pod in await PodsAsync(east))
            await SayAsync(east, pod, "Failed");
        await UntilAsync(world, framework, () => told.Contains(TaskState.Killed) && framework.Alive.Count == 0);
        await LiveAsync(world, framework, 30); // What was not acknowledged at once is told again.
        await world.Home.UntilGoneAsync(world.Home.Clusters, new("", "east"));
        Assert.Empty(await PodsAsync(east));
        Assert.Empty((await world.Home.ViewAsync()).Agents);

        await world.AddAsync("east");
        await world.UntilAsync("east", status => status.Nodes == 1);
    });

    [Fact]
    public void Task_that_does_not_end_in_time_is_ended() => ClustersWorld.Test(async world =>
    {
        var (east, framework, _) = await RunAsync(world);

        await world.Home.Clusters.DeleteAsync(new("", "east"), default);
        await LiveAsync(world, framework, 25);
        foreach (var pod in await PodsAsync(east))
            await east.Pods.PatchAsync(ResourceKey.Of(pod), "", ResourcePatch.Merge(new() { ["metadata"] = new JsonObject { ["deletionGracePeriodSeconds"] = 30 } }), default);
        var ends = EndsOf(east);
        await LiveAsync(world, framework, 50);
        Assert.Equal(ends, EndsOf(east));
        await LiveAsync(world, framework, 15);

        Assert.True(EndsOf(east) > ends, "none was asked again");
    });

    [Fact]
    public void Cluster_whose_server_is_gone_for_good_can_be_given_up() => ClustersWorld.Test(async world =>
    {
        var (east, framework, told) = await RunAsync(world);
        east.Fail(0);
        await world.UntilAsync("east", Conditions.Connected, "False Unreachable");

        await world.Home.Clusters.DeleteAsync(new("", "east"), default);
        await world.UntilAsync("east", status => ClustersWorld.MessageOf(status, Conditions.Ready).Contains("mesosoperator.io/abandon=true", StringComparison.Ordinal));
        await LiveAsync(world, framework, 100);
        await world.Home.AnnotateAsync(world.Home.Clusters, new("", "east"), Annotations.Abandon, "true");

        await world.Home.UntilGoneAsync(world.Home.Clusters, new("", "east"));
        await UntilAsync(world, framework, () => told.Contains(TaskState.GoneByOperator) && framework.Alive.Count == 0);
        Assert.Empty((await world.Home.ViewAsync()).UnreachableAgents);
    });

    [Fact]
    public void Pods_that_belong_to_nobody_are_told_of() => ClustersWorld.Test(async world =>
    {
        var east = await world.JoinedAsync("east");
        await east.Pods.CreateAsync(
            new V1Pod
            {
                Metadata = new V1ObjectMeta
                {
                    Name = "stray",
                    NamespaceProperty = Namespace,
                    Labels = new Dictionary<string, string> { [Labels.ManagedBy] = Labels.Manager, [Labels.Cluster] = "east" },
                },
                Spec = new V1PodSpec { Containers = [new V1Container { Name = "c" }] },
            },
            default);

        await world.UntilAsync("east", status => status.Orphans == 1);
        await world.UntilAsync("east", status => status.Orphans is null);
        Assert.Contains(EventReasons.Orphans, await world.Home.ReasonsAsync("east"));
        Assert.Empty(await PodsAsync(east));
    });

    /// <summary>Tasks of a framework run in the cluster "east".</summary>
    private static async Task<(RemoteCluster East, ChaosFramework Framework, HashSet<TaskState> Told)> RunAsync(ClustersWorld world)
    {
        var told = new HashSet<TaskState>();
        var east = await world.JoinedAsync("east", with: spec => spec with { Leaving = new ClusterLeaving { NoticeSeconds = 20, MaxGraceSeconds = 60 } });
        var framework = new ChaosFramework(world.Home, new Prng(3), told);
        await framework.SubscribeAsync();
        await UntilAsync(world, framework, () => framework.Alive.Count > 0);
        framework.IsContent = true;
        for (var second = 0; framework.Alive.Values.Any(state => state != TaskState.Running); second++)
        {
            Assert.True(second < 60, "they do not run");
            foreach (var pod in await PodsAsync(east))
                await SayAsync(east, pod, "Running");
            await LiveAsync(world, framework, 1);
        }

        return (east, framework, told);
    }

    private static int EndsOf(RemoteCluster cluster) => cluster.Asked.Count(request => request.Method == HttpMethod.Delete && request.Plural == "pods");

    private static async Task UntilAsync(ClustersWorld world, ChaosFramework framework, Func<bool> holds)
    {
        for (var second = 0; !holds(); second++)
        {
            Assert.True(second < 60, "it is still not so");
            await LiveAsync(world, framework, 1);
        }
    }

    private static async Task LiveAsync(ClustersWorld world, ChaosFramework framework, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            await framework.ActAsync();
            await world.Home.PassAsync(1);
        }
    }

    private static async Task<IReadOnlyList<V1Pod>> PodsAsync(RemoteCluster cluster) => (await cluster.Pods.ListAsync(new(Namespace), 0, "", default)).Items;

    private static Task<V1Pod> SayAsync(RemoteCluster cluster, V1Pod pod, string phase)
    {
        var state = phase == "Running" ? new JsonObject { ["running"] = new JsonObject() } : new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = 143 } };
        var container = new JsonObject { ["name"] = "task-0", ["ready"] = true, ["state"] = state };
        var status = new JsonObject { ["phase"] = phase, ["containerStatuses"] = new JsonArray(container) };
        return cluster.Pods.PatchAsync(ResourceKey.Of(pod), "status", ResourcePatch.Merge(new() { ["status"] = status }), default);
    }
}
