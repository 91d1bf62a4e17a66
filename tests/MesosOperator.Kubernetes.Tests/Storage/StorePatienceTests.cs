using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Roles;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Ports;
using MesosOperator.TestKit;
using MesosOperator.TestKit.Kubernetes;

namespace MesosOperator.Kubernetes.Tests.Storage;

/// <summary>What the store does while the API server does not do what it asks.</summary>
public sealed class StorePatienceTests
{
    private static readonly FrameworkInfo Info = new("root", "spark") { Roles = [new RoleName("dev")] };

    [Theory]
    [InlineData(0)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public void Failures_that_pass_are_waited_for(int status) => Test(async (cluster, store, _) =>
    {
        cluster.Api.Add(new FakeFault(request => request.IsWrite) { Status = status, Times = 4 });

        await EndAsync(cluster, store.SaveAsync([new Persist.Framework(new("f1"), Info)], cluster.Stop));

        Assert.Equal(["f1"], (await store.LoadAsync(cluster.Stop)).Frameworks.Keys.Select(id => id.Value));
    });

    [Fact]
    public void Server_that_is_away_for_long_is_waited_for() => Test(async (cluster, store, _) =>
    {
        cluster.Api.Add(new FakeFault(request => !request.IsWatch) { Status = 503, Times = 60 });

        await EndAsync(cluster, store.SaveAsync([new Persist.Framework(new("f1"), Info)], cluster.Stop));

        Assert.Single((await store.LoadAsync(cluster.Stop)).Frameworks);
    });

    [Fact]
    public void One_object_that_is_not_taken_does_not_hold_up_the_rest_for_ever() => Test(async (cluster, store, _) =>
    {
        cluster.Api.Add(new FakeFault(request => request.IsWrite && request.Name.StartsWith("spark-", StringComparison.Ordinal)) { Status = 403, Times = int.MaxValue });

        await EndAsync(cluster, store.SaveAsync([new Persist.Framework(new("f1"), Info), new Persist.Framework(new("f2"), Info with { Name = "jenkins" })], cluster.Stop));

        Assert.Equal(["f2"], (await store.LoadAsync(cluster.Stop)).Frameworks.Keys.Select(id => id.Value));
        Assert.InRange(cluster.Run.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
    });

    [Fact]
    public void Framework_whose_own_namespace_is_not_there_is_kept_in_the_usual_one() => Test(async (cluster, store, _) =>
    {
        cluster.Api.Add(new FakeFault(request => request.IsWrite && request.Namespace == "nowhere") { Status = 404, Times = int.MaxValue });

        await EndAsync(cluster, store.SaveAsync([new Persist.Framework(new("f1"), Info with { Principal = "system:serviceaccount:nowhere:spark" })], cluster.Stop));

        Assert.Single((await store.LoadAsync(cluster.Stop)).Frameworks);
        Assert.Contains(cluster.Api.Requests, request => request.IsCreation && request.Namespace == OperatorRun.OperatorNamespace);
    });

    [Fact]
    public void Who_loses_the_lead_while_trying_stops() => Test(async (cluster, store, leadership) =>
    {
        cluster.Api.Add(new FakeFault(request => !request.IsWatch) { Status = 503, Times = int.MaxValue });
        var saving = store.SaveAsync([new Persist.Framework(new("f1"), Info)], cluster.Stop);
        var loading = store.LoadAsync(cluster.Stop);
        await cluster.Run.PassAsync(TimeSpan.FromSeconds(5));
        Assert.False(saving.IsCompleted || loading.IsCompleted);

        leadership.Become(LeadershipState.Standby);

        await Assert.ThrowsAsync<LeadershipLostException>(() => saving);
        await Assert.ThrowsAsync<LeadershipLostException>(() => loading);
    });

    /// <summary>Waits for what is to end by itself.</summary>
    private static async Task EndAsync(Cluster cluster, Task what)
    {
        for (var seconds = 0; !what.IsCompleted; seconds++)
        {
            Assert.True(seconds < 1800, string.Join("\n", cluster.Api.Requests.TakeLast(5)));
            await cluster.Run.PassAsync(TimeSpan.FromSeconds(1));
        }

        await what;
    }

    private static void Test(Func<Cluster, IClusterStore, FakeLeadership, Task> body) => Cluster.Test(async cluster =>
    {
        var leadership = new FakeLeadership();
        leadership.Become(LeadershipState.Leading);
        await body(cluster, StoreWorld.On(cluster.Server, cluster.Run.Time, leadership, cluster.Stop), leadership);
    });
}
