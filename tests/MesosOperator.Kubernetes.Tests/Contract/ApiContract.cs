using System.Text.Json.Nodes;
using k8s.Models;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Leadership;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Runtime.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Kubernetes.Tests.Contract;

/// <summary>Reading, writing and watching, and what we build on that.</summary>
public abstract class ApiContract : ContractTests
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
        await foreach (var happened in maps.WatchAsync(query, third.ResourceVersion, TimeSpan.FromSeconds(60), world.Stop))
        {
            Assert.Equal("z", Assert.IsType<WatchEvent<V1ConfigMap>.Stored>(happened).Resource.Metadata.Name);
            break;
        }
    });

    [Fact]
    public void The_rest_of_a_list_that_the_server_forgot_has_expired() => Run(async world =>
    {
        var maps = world.Client<V1ConfigMap>();
        foreach (var name in (string[])["a", "b", "c"])
            await maps.CreateAsync(world.ConfigMap(name, "1"), world.Stop);
        var first = await maps.ListAsync(new(world.Namespace), 1, "", world.Stop);
        await maps.CreateAsync(world.ConfigMap("d", "1"), world.Stop);
        await world.CompactAsync();
        await FailsAsync(ApiFailure.Expired, () => maps.ListAsync(new(world.Namespace), 1, first.Continue, world.Stop));
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
    public void An_object_that_is_selected_no_longer_is_gone_for_a_watch() => Run(async world =>
    {
        var maps = world.Client<V1ConfigMap>();
        var query = new ResourceQuery(world.Namespace, LabelSelector: "team=red");
        var page = await maps.ListAsync(query, 0, "", world.Stop);
        var map = await maps.CreateAsync(world.ConfigMap("a", "1"), world.Stop);
        foreach (var team in (string[])["red", "blue", "red"])
        {
            map.Metadata.Labels = new Dictionary<string, string> { ["team"] = team };
            map = await maps.ReplaceAsync(map, world.Stop);
        }
        var told = new List<string>();
        await foreach (var happened in maps.WatchAsync(query, page.ResourceVersion, TimeSpan.FromSeconds(60), world.Stop))
        {
            told.Add(happened.GetType().Name);
            if (told.Count == 3)
                break;
        }
        Assert.Equal(["Stored", "Deleted", "Stored"], told);
    });

    [Fact]
    public void A_generation_counts_what_is_wanted_and_nothing_else() => Run(async world =>
    {
        var frameworks = world.Client<V1Alpha1Framework>();
        var created = await frameworks.CreateAsync(world.Framework("a"), world.Stop);
        Assert.Equal((1, null), (created.Metadata.Generation, created.Status));
        created.Metadata.Labels = new Dictionary<string, string> { ["team"] = "red" };
        created = await frameworks.ReplaceAsync(created, world.Stop);
        Assert.Equal(1, created.Metadata.Generation);
        var status = new JsonObject { ["status"] = new JsonObject { ["observedGeneration"] = 1 }, ["spec"] = new JsonObject { ["user"] = "x" } };
        var told = await frameworks.PatchAsync(world.Key("a"), "status", ResourcePatch.Merge(status), world.Stop);
        Assert.Equal((1, 1, null), (told.Metadata.Generation, told.Status?.ObservedGeneration, told.Spec.User));
        told = await frameworks.PatchAsync(world.Key("a"), "", ResourcePatch.Merge(new() { ["status"] = null }), world.Stop);
        Assert.Equal((1, 1), (told.Metadata.Generation, told.Status?.ObservedGeneration));
        var wanted = ResourcePatch.Merge(new() { ["spec"] = new JsonObject { ["failoverTimeoutSeconds"] = 60 } });
        Assert.Equal(2, (await frameworks.PatchAsync(world.Key("a"), "", wanted, world.Stop)).Metadata.Generation);
    });

    [Fact]
    public void An_object_that_is_being_deleted_takes_no_new_finalizer() => Run(async world =>
    {
        var maps = world.Client<V1ConfigMap>();
        var map = world.ConfigMap("a", "1");
        map.Metadata.Finalizers = ["mesosoperator.io/one"];
        await maps.CreateAsync(map, world.Stop);
        await maps.DeleteAsync(world.Key("a"), world.Stop);
        var both = new JsonArray("mesosoperator.io/one", "mesosoperator.io/two");
        var patch = ResourcePatch.Merge(new() { ["metadata"] = new JsonObject { ["finalizers"] = both } });
        await FailsAsync(ApiFailure.Invalid, () => maps.PatchAsync(world.Key("a"), "", patch, world.Stop));
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
}
