using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Crds.Agents;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Runtime.Ports;
using MesosOperator.TestKit;

namespace MesosOperator.Kubernetes.Tests.Storage;

/// <summary>Nodes of clusters are kept when there is time, and what is kept of them besides comes after who they are.</summary>
public sealed class LateAgentsTests
{
    private static readonly AgentId Id = new("uid-of-a-node");

    private static readonly Persist.Agent Node = new(Id, new AgentInfo("n1", "10.0.0.1", 0, ResourceSet.Empty) { Cluster = "east" });

    [Fact]
    public void A_node_is_kept_a_moment_later() => Cluster.Test(async cluster =>
    {
        await StoreOf(cluster).SaveAsync([Node], cluster.Stop);

        await cluster.UntilAsync(() => cluster.Api.Requests.Any(request => request.Path.EndsWith("/status", StringComparison.Ordinal)));
        var kept = Assert.Single(await KeptAsync(cluster));
        Assert.Equal((Id.Value, "n1"), (kept.Status?.Id, kept.Status?.Hostname));
    });

    [Fact]
    public void What_is_wanted_of_a_node_is_kept_at_once_and_who_it_is_before() => Cluster.Test(async cluster =>
    {
        var store = StoreOf(cluster);

        await store.SaveAsync([Node, new Persist.AgentDuty(Id, new AgentDuty(AgentMode.Deactivated, null, Instant.Epoch))], cluster.Stop);

        var kept = Assert.Single(await KeptAsync(cluster));
        Assert.Equal((Id.Value, true), (kept.Status?.Id, kept.Spec.Deactivated));
    });

    [Fact]
    public void A_node_that_leaves_before_it_is_kept_leaves_nothing() => Cluster.Test(async cluster =>
    {
        var store = StoreOf(cluster);

        await store.SaveAsync([Node, new Persist.AgentRemoval(Id)], cluster.Stop);
        await store.SaveAsync([new Persist.Agent(new("another"), Node.Info with { Hostname = "n2" })], cluster.Stop);

        await cluster.UntilAsync(() => cluster.Api.Requests.Any(request => request.Subresource == "status" && request.Name.StartsWith("n2", StringComparison.Ordinal)));
        Assert.Equal("another", Assert.Single(await KeptAsync(cluster)).Status?.Id);
    });

    private static IClusterStore StoreOf(Cluster cluster)
    {
        var leadership = new FakeLeadership();
        leadership.Become(LeadershipState.Leading);
        return StoreWorld.On(cluster.Server, cluster.Run.Time, leadership, cluster.Stop);
    }

    private static async Task<IReadOnlyList<V1Alpha1Agent>> KeptAsync(Cluster cluster) =>
        (await new ResourceClient<V1Alpha1Agent>(cluster.Server, "test").ListAsync(new ResourceQuery(), 0, "", cluster.Stop)).Items;
}
