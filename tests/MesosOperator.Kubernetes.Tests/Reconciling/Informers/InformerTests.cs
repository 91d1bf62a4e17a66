using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.TestKit.Kubernetes;

namespace MesosOperator.Kubernetes.Tests.Reconciling.Informers;

public class InformerTests
{
    [Fact]
    public void It_lists_and_then_watches() => Cluster.Test(async cluster =>
    {
        await cluster.SetAsync("a", "1");
        var informer = cluster.Informer();
        var sightings = new Sightings(informer);
        Assert.False(informer.Synced.IsCompleted);
        _ = informer.RunAsync(cluster.Stop);
        await informer.Synced;
        await cluster.SetAsync("a", "2");
        await cluster.SetAsync("b", "1");
        await cluster.ConfigMaps.DeleteAsync(Cluster.Key("a"), cluster.Stop);
        await cluster.UntilAsync(() => sightings.Told.Count == 4);
        Assert.Equal(["Added a=1", "Updated a=2", "Added b=1", "Deleted a=2"], sightings.Told);
        Assert.Equal([Cluster.Key("b")], informer.Lister.All.Keys);
        Assert.Single(cluster.Api.Requests, request => request.IsList);
    });

    [Fact]
    public void A_list_comes_in_pages() => Cluster.Test(async cluster =>
    {
        for (var i = 0; i < 7; i++)
            await cluster.SetAsync($"m{i}", "1");
        var informer = await StartAsync(cluster, new InformerOptions { PageSize = 3 });
        Assert.Equal(7, informer.Lister.All.Count);
        Assert.Equal(3, Lists(cluster));
    });

    [Fact]
    public void A_list_whose_pages_expire_is_asked_for_as_a_whole() => Cluster.Test(async cluster =>
    {
        for (var i = 0; i < 7; i++)
            await cluster.SetAsync($"m{i}", "1");
        cluster.Api.Add(new FakeFault(request => request.Parameter("continue").Length > 0) { Status = 410 });
        var informer = await StartAsync(cluster, new InformerOptions { PageSize = 3 });
        Assert.Equal(7, informer.Lister.All.Count);
        Assert.Equal("", cluster.Api.Requests.Last(request => request.IsList).Parameter("limit"));
    });

    [Fact]
    public void What_goes_while_a_list_starts_anew_is_not_kept() => Cluster.Test(async cluster =>
    {
        for (var i = 0; i < 7; i++)
            await cluster.SetAsync($"m{i}", "1");
        cluster.Api.Add(new FakeFault(request => request.Parameter("continue").Length > 0) { Delay = TimeSpan.FromSeconds(2), Status = 410 });
        var informer = cluster.Informer(new InformerOptions { PageSize = 3 });
        _ = informer.RunAsync(cluster.Stop);
        await cluster.UntilAsync(() => informer.Lister.All.Count == 3);
        await cluster.ConfigMaps.DeleteAsync(Cluster.Key("m0"), default);
        await informer.Synced;
        Assert.Equal(["m1", "m2", "m3", "m4", "m5", "m6"], informer.Lister.All.Keys.Select(key => key.Name));
    });

    [Fact]
    public void A_watch_that_tells_something_now_and_then_is_alive() => Cluster.Test(async cluster =>
    {
        await StartAsync(cluster);
        await cluster.Run.PassAsync(TimeSpan.FromMinutes(20));
        Assert.Single(cluster.Api.Requests, request => request.IsWatch);
    });

    [Fact]
    public void An_expired_version_is_followed_by_a_list_that_tells_what_was_missed() => Cluster.Test(async cluster =>
    {
        foreach (var name in (string[])["same", "changed", "gone", "reborn"])
            await cluster.SetAsync(name, "1");
        var informer = await StartAsync(cluster);
        var sightings = new Sightings(informer);
        cluster.Api.FreezeWatches();
        await cluster.SetAsync("changed", "2");
        await cluster.SetAsync("new", "1");
        await cluster.ConfigMaps.DeleteAsync(Cluster.Key("gone"), cluster.Stop);
        await cluster.ConfigMaps.DeleteAsync(Cluster.Key("reborn"), cluster.Stop);
        await cluster.SetAsync("reborn", "2");
        cluster.Api.Compact();
        cluster.Api.BreakWatches();
        await cluster.UntilAsync(() => Lists(cluster) == 2 && informer.Lister.Find(Cluster.Key("new")) is not null);
        Assert.Equal(
            ["Updated changed=2", "Added new=1", "DeletedUnseen reborn=1", "Added reborn=2", "DeletedUnseen gone=1"],
            sightings.Told.Skip(4));
    });

    [Theory]
    [InlineData("the server ends it")]
    [InlineData("the connection breaks")]
    [InlineData("it falls silent")]
    [InlineData("the server reports an error in it")]
    [InlineData("something unreadable comes")]
    public void A_watch_that_fails_goes_on_from_where_it_was(string how) => Cluster.Test(async cluster =>
    {
        var informer = await StartAsync(cluster);
        await cluster.SetAsync("a", "1");
        await cluster.UntilAsync(() => informer.Lister.All.Count == 1);
        Action fail = how switch
        {
            "the server ends it" => cluster.Api.EndWatches,
            "the connection breaks" => cluster.Api.BreakWatches,
            "it falls silent" => cluster.Api.FreezeWatches,
            "the server reports an error in it" => () => cluster.Api.WriteIntoWatches("ERROR", new() { ["code"] = 500, ["message"] = "etcd" }),
            _ => () => cluster.Api.WriteIntoWatches("NONSENSE", []),
        };
        fail();
        await cluster.SetAsync("b", "1");
        await cluster.UntilAsync(() => informer.Lister.All.Count == 2, withinSeconds: 300);
        Assert.Equal(1, Lists(cluster));
    });

    [Fact]
    public void A_bookmark_moves_the_version_on() => Cluster.Test(async cluster =>
    {
        var informer = await StartAsync(cluster);
        await cluster.Client<V1Lease>("other").CreateAsync(
            new V1Lease { Metadata = new V1ObjectMeta { Name = "l", NamespaceProperty = Cluster.Namespace } }, cluster.Stop);
        cluster.Api.SendBookmarks();
        await cluster.UntilAsync(() => cluster.Api.OpenWatches == 1);
        await cluster.Run.PassAsync(TimeSpan.FromSeconds(1));
        cluster.Api.Compact();
        cluster.Api.EndWatches();
        await cluster.SetAsync("a", "1");
        await cluster.UntilAsync(() => informer.Lister.All.Count == 1);
        Assert.Equal(1, Lists(cluster));
    });

    [Theory]
    [InlineData(500, 0)]
    [InlineData(503, 0)]
    [InlineData(429, 7)]
    [InlineData(403, 0)]
    [InlineData(0, 0)]
    public void A_list_that_fails_is_tried_again_ever_less_often(int status, int retryAfterSeconds) => Cluster.Test(async cluster =>
    {
        await cluster.SetAsync("a", "1");
        cluster.Api.Add(new FakeFault(request => request.IsList)
        {
            Status = status,
            Times = 4,
            RetryAfter = retryAfterSeconds > 0 ? TimeSpan.FromSeconds(retryAfterSeconds) : null,
        });
        await StartAsync(cluster);
        var asked = cluster.Api.Requests.Where(request => request.IsList).Select(request => request.At).ToArray();
        Assert.Equal(5, asked.Length);
        for (var i = 1; i < 5; i++)
        {
            var wait = asked[i] - asked[i - 1];
            var whole = TimeSpan.FromSeconds(retryAfterSeconds > 0 ? retryAfterSeconds : 1 << (i - 1));
            Assert.InRange(wait, retryAfterSeconds > 0 ? whole : whole / 2, whole + 2 * VirtualRun.Step);
        }
    });

    [Fact]
    public void A_list_without_an_answer_is_given_up() => Cluster.Test(async cluster =>
    {
        cluster.Api.Add(new FakeFault(request => request.IsList) { Delay = TimeSpan.FromMinutes(10) });
        await StartAsync(cluster);
        Assert.InRange(cluster.Run.Elapsed.TotalSeconds, 30, 32);
    });

    [Fact]
    public void A_slow_list_is_waited_for() => Cluster.Test(async cluster =>
    {
        await cluster.SetAsync("a", "1");
        cluster.Api.Add(new FakeFault(request => request.IsList) { Delay = TimeSpan.FromSeconds(20) });
        var informer = await StartAsync(cluster);
        Assert.Single(informer.Lister.All);
        Assert.Equal(1, Lists(cluster));
    });

    [Fact]
    public void A_server_that_closes_every_watch_is_not_flooded() => Cluster.Test(async cluster =>
    {
        await StartAsync(cluster);
        var end = cluster.Run.Elapsed + TimeSpan.FromMinutes(10);
        while (cluster.Run.Elapsed < end)
        {
            cluster.Api.EndWatches();
            await cluster.Run.PassAsync(TimeSpan.FromMilliseconds(10));
        }
        Assert.InRange(cluster.Api.Requests.Count, 20, 60);
    });

    [Fact]
    public void After_some_failures_to_watch_it_lists_again() => Cluster.Test(async cluster =>
    {
        cluster.Api.Add(new FakeFault(request => request.IsWatch) { Status = 500, Times = 5 });
        await StartAsync(cluster);
        await cluster.UntilAsync(() => cluster.Api.OpenWatches == 1);
        Assert.Equal(2, Lists(cluster));
    });

    [Fact]
    public void An_object_that_does_not_fit_keeps_its_last_good_state_and_harms_no_other() => Cluster.Test(async cluster =>
    {
        await cluster.SetAsync("a", "good");
        var informer = await StartAsync(cluster);
        var spoil = ResourcePatch.Merge(new() { ["binaryData"] = 7 });
        await Assert.ThrowsAsync<ApiServerException>(() => cluster.ConfigMaps.PatchAsync(Cluster.Key("a"), "", spoil, cluster.Stop));
        await cluster.SetAsync("b", "1");
        await cluster.UntilAsync(() => informer.Lister.All.Count == 2);
        Assert.Equal("good", informer.Lister.Find(Cluster.Key("a"))?.Data["text"]);

        cluster.Api.FreezeWatches();
        await cluster.SetAsync("c", "1");
        cluster.Api.Compact();
        cluster.Api.BreakWatches();
        await cluster.UntilAsync(() => informer.Lister.All.Count == 3 && Lists(cluster) == 2);
        Assert.Equal("good", informer.Lister.Find(Cluster.Key("a"))?.Data["text"]);
    });

    [Fact]
    public void Who_owns_which_field_is_not_read() => Cluster.Test(async cluster =>
    {
        await cluster.SetAsync("a", "1");
        var informer = await StartAsync(cluster);
        Assert.Null(informer.Lister.Find(Cluster.Key("a"))?.Metadata.ManagedFields);
    });

    [Fact]
    public void What_is_known_is_told_again_from_time_to_time() => Cluster.Test(async cluster =>
    {
        await cluster.SetAsync("a", "1");
        var informer = await StartAsync(cluster, new InformerOptions { ResyncPeriod = TimeSpan.FromMinutes(5) });
        var sightings = new Sightings(informer);
        await cluster.Run.PassAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(["Added a=1", "Resynced a=1", "Resynced a=1"], sightings.Told);
    });

    [Fact]
    public void A_subscriber_that_throws_disturbs_nobody() => Cluster.Test(async cluster =>
    {
        var informer = cluster.Informer();
        informer.Subscribe(_ => throw new InvalidOperationException("broken"));
        var sightings = new Sightings(informer);
        _ = informer.RunAsync(cluster.Stop);
        await cluster.SetAsync("a", "1");
        await cluster.UntilAsync(() => sightings.Told.Count == 1);
        Assert.Equal(["Added a=1"], sightings.Told);
    });

    [Fact]
    public void Nothing_is_told_after_the_end_of_a_subscription() => Cluster.Test(async cluster =>
    {
        var informer = await StartAsync(cluster);
        var told = 0;
        informer.Subscribe(_ => told++).Dispose();
        await cluster.SetAsync("a", "1");
        await cluster.UntilAsync(() => informer.Lister.All.Count == 1);
        Assert.Equal(0, told);
    });

    [Fact]
    public void Only_what_is_selected_is_known() => Cluster.Test(async cluster =>
    {
        var informer = await StartAsync(
            cluster, new InformerOptions { Query = new ResourceQuery(Cluster.Namespace, LabelSelector: "team=red") });
        var map = Cluster.ConfigMap("a");
        map.Metadata.Labels = new Dictionary<string, string> { ["team"] = "red" };
        map = await cluster.ConfigMaps.CreateAsync(map, cluster.Stop);
        await cluster.SetAsync("b", "1");
        await cluster.UntilAsync(() => informer.Lister.All.Count == 1);
        map.Metadata.Labels["team"] = "blue";
        await cluster.ConfigMaps.ReplaceAsync(map, cluster.Stop);
        await cluster.UntilAsync(() => informer.Lister.All.IsEmpty);
        Assert.Empty(informer.Lister.All);
    });

    [Fact]
    public void It_ends_when_it_is_stopped() => Cluster.Test(async cluster =>
    {
        using var stop = new CancellationTokenSource();
        var informer = cluster.Informer();
        var running = informer.RunAsync(stop.Token);
        await informer.Synced;
        stop.Cancel();
        await running;
        Assert.Equal(0, cluster.Api.OpenWatches);
    });

    private static async Task<Informer<V1ConfigMap>> StartAsync(Cluster cluster, InformerOptions? options = null)
    {
        var informer = cluster.Informer(options);
        _ = informer.RunAsync(cluster.Stop);
        await informer.Synced;
        await cluster.UntilAsync(() => cluster.Api.Requests.Any(request => request.IsWatch));
        return informer;
    }

    private static int Lists(Cluster cluster) => cluster.Api.Requests.Count(request => request.IsList);
}
