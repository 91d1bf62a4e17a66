using System.Text.Json.Nodes;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Leadership;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Runtime.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Kubernetes.Tests.Contract;

/// <summary>What our code relies on in an API server. It is held against the fake, and against a real one where there is one.</summary>
public abstract class ApiContract
{
    [Fact]
    public void An_object_is_created_found_replaced_and_deleted() => Run(async world =>
    {
        var maps = world.Client<V1ConfigMap>();
        Assert.Null(await maps.FindAsync(world.Key("a"), world.Stop));
        var created = await maps.CreateAsync(world.ConfigMap("a", "1"), world.Stop);
        Assert.NotEmpty(created.Metadata.Uid);
        Assert.Equal("ConfigMap", created.Kind);
        created.Data["text"] = "2";
        var replaced = await maps.ReplaceAsync(created, world.Stop);
        Assert.NotEqual(created.Metadata.ResourceVersion, replaced.Metadata.ResourceVersion);
        Assert.Equal("2", (await maps.FindAsync(world.Key("a"), world.Stop))?.Data["text"]);
        await maps.DeleteAsync(world.Key("a"), world.Stop);
        await maps.DeleteAsync(world.Key("a"), world.Stop);
        Assert.Null(await maps.FindAsync(world.Key("a"), world.Stop));
    });

    [Fact]
    public void A_write_that_changes_nothing_makes_no_new_version() => Run(async world =>
    {
        var maps = world.Client<V1ConfigMap>();
        var created = await maps.CreateAsync(world.ConfigMap("a", "1"), world.Stop);
        var replaced = await maps.ReplaceAsync(created, world.Stop);
        Assert.Equal(created.Metadata.ResourceVersion, replaced.Metadata.ResourceVersion);
    });

    [Fact]
    public void What_cannot_be_done_is_refused_by_its_class() => Run(async world =>
    {
        var maps = world.Client<V1ConfigMap>();
        var created = await maps.CreateAsync(world.ConfigMap("a", "1"), world.Stop);
        await FailsAsync(ApiFailure.AlreadyExists, () => maps.CreateAsync(world.ConfigMap("a", "1"), world.Stop));
        await FailsAsync(ApiFailure.NotFound, () => maps.ReplaceAsync(world.ConfigMap("b", "1"), world.Stop));
        await FailsAsync(ApiFailure.NotFound, () => maps.PatchAsync(world.Key("b"), "", ResourcePatch.Merge([]), world.Stop));
        await FailsAsync(ApiFailure.Invalid, () => maps.CreateAsync(world.ConfigMap("", "1"), world.Stop));
        created.Data["text"] = "2";
        await maps.ReplaceAsync(created, world.Stop);
        created.Data["text"] = "3";
        await FailsAsync(ApiFailure.Conflict, () => maps.ReplaceAsync(created, world.Stop));
    });

    [Fact]
    public void A_list_comes_in_pages_of_one_version() => Run(async world =>
    {
        var maps = world.Client<V1ConfigMap>();
        foreach (var name in (string[])["a", "b", "c", "d", "e"])
            await maps.CreateAsync(world.ConfigMap(name, "1"), world.Stop);
        var query = new ResourceQuery(world.Namespace, FieldSelector: "metadata.name!=kube-root-ca.crt");
        var first = await maps.ListAsync(query, 2, "", world.Stop);
        await maps.CreateAsync(world.ConfigMap("z", "1"), world.Stop);
        var second = await maps.ListAsync(query, 2, first.Continue, world.Stop);
        var third = await maps.ListAsync(query, 2, second.Continue, world.Stop);
        Assert.Equal("", third.Continue);
        Assert.Equal(first.ResourceVersion, third.ResourceVersion);
        Assert.Equal(
            ["a", "b", "c", "d", "e"],
            first.Items.Concat(second.Items).Concat(third.Items).Select(map => map.Metadata.Name));
        Assert.All(first.Items, map => Assert.Equal(("v1", "ConfigMap"), (map.ApiVersion, map.Kind)));
    });

    [Fact]
    public void Labels_select() => Run(async world =>
    {
        var maps = world.Client<V1ConfigMap>();
        foreach (var (name, team) in ((string, string)[])[("a", "red"), ("b", "blue"), ("c", "red")])
        {
            var map = world.ConfigMap(name, "1");
            map.Metadata.Labels = new Dictionary<string, string> { ["team"] = team };
            await maps.CreateAsync(map, world.Stop);
        }
        foreach (var (selector, names) in ((string, string)[])[("team=red", "a c"), ("team!=red,team", "b"), ("!team,x", "")])
        {
            var page = await maps.ListAsync(new(world.Namespace, LabelSelector: selector), 0, "", world.Stop);
            Assert.Equal(names, string.Join(' ', page.Items.Select(map => map.Metadata.Name)));
        }
    });

    [Fact]
    public void A_watch_tells_what_happens_after_a_version() => Run(async world =>
    {
        var maps = world.Client<V1ConfigMap>();
        await maps.CreateAsync(world.ConfigMap("before", "1"), world.Stop);
        var query = new ResourceQuery(world.Namespace, FieldSelector: "metadata.name!=kube-root-ca.crt");
        var page = await maps.ListAsync(query, 0, "", world.Stop);
        var created = await maps.CreateAsync(world.ConfigMap("a", "1"), world.Stop);
        created.Data["text"] = "2";
        await maps.ReplaceAsync(created, world.Stop);
        await maps.DeleteAsync(world.Key("a"), world.Stop);
        var told = new List<string>();
        await foreach (var happened in maps.WatchAsync(query, page.ResourceVersion, TimeSpan.FromSeconds(60), world.Stop))
        {
            if (happened is WatchEvent<V1ConfigMap>.Stored stored)
                told.Add($"stored {stored.Resource.Metadata.Name}={stored.Resource.Data["text"]}");
            if (happened is WatchEvent<V1ConfigMap>.Deleted deleted)
                told.Add($"deleted {deleted.Resource.Metadata.Name}={deleted.Resource.Data["text"]}");
            if (told.Count == 3)
                break;
        }
        Assert.Equal(["stored a=1", "stored a=2", "deleted a=2"], told);
    });

    [Fact]
    public void A_watch_from_a_forgotten_version_has_expired() => Run(async world =>
        await FailsAsync(ApiFailure.Expired, async () =>
        {
            // Version 1 is older than what any server keeps.
            await foreach (var happened in world.Client<V1ConfigMap>().WatchAsync(new(), "1", TimeSpan.FromSeconds(60), world.Stop))
                Assert.Fail($"told {happened}");
        }));

    [Fact]
    public void A_finalizer_holds_an_object_back_until_it_is_removed() => Run(async world =>
    {
        var maps = world.Client<V1ConfigMap>();
        var finalizer = new Finalizer<V1ConfigMap>(maps, "mesosoperator.io/test");
        var held = await finalizer.AddAsync(await maps.CreateAsync(world.ConfigMap("a", "1"), world.Stop), world.Stop);
        Assert.True(finalizer.Holds(held));
        await maps.DeleteAsync(world.Key("a"), world.Stop);
        var deleting = await maps.FindAsync(world.Key("a"), world.Stop);
        Assert.NotNull(deleting?.Metadata.DeletionTimestamp);
        Assert.Same(deleting, await new Finalizer<V1ConfigMap>(maps, "mesosoperator.io/late").AddAsync(deleting, world.Stop));
        await FailsAsync(ApiFailure.Conflict, () => finalizer.RemoveAsync(held, world.Stop));
        await finalizer.RemoveAsync(deleting, world.Stop);
        Assert.Null(await maps.FindAsync(world.Key("a"), world.Stop));
        await finalizer.RemoveAsync(deleting, world.Stop);
    });

    [Fact]
    public void Managers_apply_side_by_side_and_take_back_only_their_own() => Run(async world =>
    {
        var one = new ServerSideApply<V1ConfigMap>(world.Client<V1ConfigMap>("one"));
        var other = new ServerSideApply<V1ConfigMap>(world.Client<V1ConfigMap>("other"));
        var mine = world.ConfigMap("a", "1");
        mine.Data["mine"] = "1";
        await one.ApplyAsync(mine, world.Stop);
        var theirs = world.ConfigMap("a", "1");
        theirs.Data["theirs"] = "1";
        var both = await other.ApplyAsync(theirs, world.Stop);
        Assert.Equal(["mine", "text", "theirs"], both.Data.Keys.Order());
        theirs.Data["text"] = "2";
        await FailsAsync(ApiFailure.Conflict, () => other.ApplyAsync(theirs, world.Stop));
        mine.Data.Remove("mine");
        mine.Data.Remove("text");
        mine.Data["new"] = "1";
        var after = await one.ApplyAsync(mine, world.Stop);
        Assert.Equal(["new", "text", "theirs"], after.Data.Keys.Order());
    });

    [Fact]
    public void A_status_is_applied_apart_from_the_rest_and_only_when_it_changes() => Run(async world =>
    {
        var quotas = world.Client<V1ResourceQuota>("controller");
        var apply = new ServerSideApply<V1ResourceQuota>(quotas);
        var quota = await quotas.CreateAsync(
            new V1ResourceQuota
            {
                ApiVersion = "v1",
                Kind = "ResourceQuota",
                Metadata = new V1ObjectMeta { Name = "q", NamespaceProperty = world.Namespace },
                Spec = new V1ResourceQuotaSpec { Hard = new Dictionary<string, ResourceQuantity> { ["pods"] = new("4") } },
            },
            world.Stop);
        V1ResourceQuotaStatus Used(string pods) => new() { Used = new Dictionary<string, ResourceQuantity> { ["pods"] = new(pods) } };
        Assert.True(await apply.ApplyStatusAsync(quota, null, Used("1"), world.Stop));
        var first = await quotas.FindAsync(world.Key("q"), world.Stop);
        Assert.Equal("1", first?.Status.Used["pods"].ToString());
        Assert.Equal("4", first?.Spec.Hard["pods"].ToString());
        Assert.Equal(quota.Metadata.Generation, first?.Metadata.Generation);
        Assert.False(await apply.ApplyStatusAsync(quota, Used("1"), Used("1"), world.Stop));
        Assert.True(await apply.ApplyStatusAsync(quota, Used("1"), Used("2"), world.Stop));
        var meddle = ResourcePatch.Merge(new() { ["status"] = new JsonObject { ["used"] = new JsonObject { ["pods"] = "9" } } });
        await world.Client<V1ResourceQuota>("meddler").PatchAsync(world.Key("q"), "status", meddle, world.Stop);
        Assert.True(await apply.ApplyStatusAsync(quota, Used("9"), Used("2"), world.Stop));
        Assert.Equal("2", (await quotas.FindAsync(world.Key("q"), world.Stop))?.Status.Used["pods"].ToString());
        var gone = new V1ResourceQuota { Metadata = new V1ObjectMeta { Name = "gone", NamespaceProperty = world.Namespace, Uid = "x" } };
        await FailsAsync(ApiFailure.NotFound, () => apply.ApplyStatusAsync(gone, null, Used("1"), world.Stop));
    });

    [Fact]
    public void Candidates_elect_a_leader_and_its_release_is_seen() => Run(async world =>
    {
        using var stop = new CancellationTokenSource();
        var options = new LeaderElectionOptions(world.Namespace, "operator") { Identity = "one", RetryPeriod = TimeSpan.FromSeconds(0.2) };
        using var one = Election(world, options);
        using var other = Election(world, options with { Identity = "other" });
        var running = one.RunAsync(stop.Token);
        await world.UntilAsync(() => one.Current.State == LeadershipState.Leading);
        using var end = new CancellationTokenSource();
        var following = other.RunAsync(end.Token);
        await world.UntilAsync(() => other.Current.Leader == "one");
        stop.Cancel();
        await running;
        await world.UntilAsync(() => other.Current.State == LeadershipState.Leading);
        Assert.Equal(2, other.Current.Epoch);
        end.Cancel();
        await following;
    });

    [Fact]
    public void An_event_is_accepted_and_counted_up() => Run(async world =>
    {
        using var stop = new CancellationTokenSource();
        var events = world.Client<Eventsv1Event>("test");
        var meters = new TestMeters();
        var recorder = new EventRecorder(
            events, new("mesosoperator.io/test", "one") { SeriesPeriod = TimeSpan.Zero }, world.Time, meters.Metrics,
            NullLogger<EventRecorder>.Instance);
        var running = recorder.RunAsync(stop.Token);
        var map = await world.Client<V1ConfigMap>().CreateAsync(world.ConfigMap("a", "1"), world.Stop);
        recorder.Tell(map, EventKind.Normal, "Seen", "See", "seen");
        recorder.Tell(map, EventKind.Normal, "Seen", "See", "seen");
        await world.UntilAsync(() => meters.Counted("mesosoperator.object.events Repeated") == 1);
        var page = await events.ListAsync(new(world.Namespace), 0, "", world.Stop);
        Assert.Equal(2, Assert.Single(page.Items).Series.Count);
        stop.Cancel();
        await running;
    });

    [Fact]
    public void An_informer_knows_what_the_server_knows() => Run(async world =>
    {
        using var stop = new CancellationTokenSource();
        var maps = world.Client<V1ConfigMap>();
        await maps.CreateAsync(world.ConfigMap("a", "1"), world.Stop);
        await maps.CreateAsync(world.ConfigMap("b", "1"), world.Stop);
        var informer = new Informer<V1ConfigMap>(
            maps, new() { Query = new(world.Namespace), PageSize = 1 }, new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), new(1)), world.Time,
            new TestMeters().Metrics, NullLogger<Informer<V1ConfigMap>>.Instance);
        var running = informer.RunAsync(stop.Token);
        await world.UntilAsync(() => informer.Synced.IsCompleted);
        await maps.DeleteAsync(world.Key("a"), world.Stop);
        await maps.CreateAsync(world.ConfigMap("c", "1"), world.Stop);
        await world.UntilAsync(() => informer.Lister.Find(world.Key("c")) is not null);
        Assert.NotNull(informer.Lister.Find(world.Key("b")));
        Assert.Null(informer.Lister.Find(world.Key("a")));
        stop.Cancel();
        await running;
    });

    private static LeaderElection Election(ApiWorld world, LeaderElectionOptions options) => new(
        world.Client<V1Lease>("election"), options, new(1), world.Time, new TestMeters().Metrics, NullLogger<LeaderElection>.Instance);

    /// <summary>Runs a test in a namespace of its own.</summary>
    private protected abstract void Run(Func<ApiWorld, Task> test);

    private protected static async Task FailsAsync(ApiFailure failure, Func<Task> act) =>
        Assert.Equal(failure, (await Assert.ThrowsAsync<ApiServerException>(act)).Failure);
}
