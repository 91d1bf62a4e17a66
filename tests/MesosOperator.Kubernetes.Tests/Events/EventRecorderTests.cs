using k8s.Models;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.TestKit.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Kubernetes.Tests.Events;

public class EventRecorderTests
{
    [Fact]
    public void An_event_is_told_on_the_users_object() => Test(new("test-controller", "pod-1"), async (cluster, recorder) =>
    {
        var map = await cluster.SetAsync("a", "1");
        recorder.Tell(map, EventKind.Warning, "Invalid", "Validate", new string('x', 2000));
        await cluster.UntilAsync(() => cluster.Meters.Counted("mesosoperator.object.events Written") == 1);
        var written = Assert.Single(await EventsAsync(cluster));
        Assert.Equal(
            ("Warning", "Invalid", "Validate", new string('x', 1000)), (written.Type, written.Reason, written.Action, written.Note));
        Assert.Equal(
            ("v1", "ConfigMap", "team", "a", map.Metadata.Uid),
            (written.Regarding.ApiVersion, written.Regarding.Kind, written.Regarding.NamespaceProperty, written.Regarding.Name, written.Regarding.Uid));
        Assert.Equal(("test-controller", "pod-1"), (written.ReportingController, written.ReportingInstance));
        Assert.StartsWith("a.", written.Metadata.Name);
    });

    [Fact]
    public void A_cluster_wide_object_has_its_events_in_the_default_namespace() => Test(new("c", "i"), async (cluster, recorder) =>
    {
        var wide = new V1Namespace { ApiVersion = "v1", Kind = "Namespace", Metadata = new V1ObjectMeta { Name = "wide", Uid = "u" } };
        recorder.Tell(wide, EventKind.Normal, "Seen", "See", "seen");
        await cluster.UntilAsync(() => cluster.Meters.Counted("mesosoperator.object.events Written") == 1);
        Assert.Equal("default", Assert.Single(await EventsAsync(cluster)).Metadata.NamespaceProperty);
    });

    [Fact]
    public void What_is_repeated_is_counted_once_a_period() => Test(new("c", "i"), async (cluster, recorder) =>
    {
        var map = await cluster.SetAsync("a", "1");
        for (var second = 0; second < 150; second++)
        {
            recorder.Tell(map, EventKind.Normal, "Seen", "See", "seen");
            await cluster.Run.PassAsync(TimeSpan.FromSeconds(1));
        }
        var written = Assert.Single(await EventsAsync(cluster));
        Assert.InRange(written.Series.Count, 118, 122);
        Assert.Equal(3, cluster.Api.Requests.Count(request => request.IsWrite && request.Plural == "events"));
    });

    [Fact]
    public void One_object_cannot_flood_the_server() => Test(new("c", "i"), async (cluster, recorder) =>
    {
        var (noisy, calm) = (await cluster.SetAsync("noisy", "1"), await cluster.SetAsync("calm", "1"));
        for (var i = 0; i < 100; i++)
            recorder.Tell(noisy, EventKind.Normal, "Seen", "See", $"seen {i}");
        recorder.Tell(calm, EventKind.Normal, "Seen", "See", "seen");
        await cluster.UntilAsync(() => cluster.Meters.Counted("mesosoperator.object.events Written") == 11);
        Assert.Equal(90, cluster.Meters.Counted("mesosoperator.object.events Limited"));
        Assert.Single(await EventsAsync(cluster), written => written.Regarding.Name == "calm");
    });

    [Fact]
    public void More_events_than_can_wait_are_dropped() => Test(new("c", "i") { WaitingMax = 5 }, async (cluster, recorder) =>
    {
        var map = await cluster.SetAsync("a", "1");
        cluster.Api.Add(new FakeFault(request => request.Plural == "events") { Delay = TimeSpan.FromSeconds(10) });
        for (var i = 0; i < 20; i++)
            recorder.Tell(map, EventKind.Normal, "Seen", "See", $"seen {i}");
        Assert.InRange(cluster.Meters.Counted("mesosoperator.object.events Dropped"), 14, 15);
    });

    [Theory]
    [InlineData(500, 0, 0)]
    [InlineData(403, 0, 0)]
    [InlineData(429, 30, 30)]
    public void A_failure_loses_one_event_and_no_more(int status, int retryAfterSeconds, double waitSeconds) =>
        Test(new("c", "i"), async (cluster, recorder) =>
        {
            var map = await cluster.SetAsync("a", "1");
            cluster.Api.Add(new FakeFault(request => request.Plural == "events")
            {
                Status = status,
                RetryAfter = retryAfterSeconds > 0 ? TimeSpan.FromSeconds(retryAfterSeconds) : null,
            });
            recorder.Tell(map, EventKind.Normal, "Lost", "Lose", "lost");
            recorder.Tell(map, EventKind.Normal, "Seen", "See", "seen");
            await cluster.UntilAsync(() => cluster.Meters.Counted("mesosoperator.object.events Written") == 1);
            Assert.Equal("Seen", Assert.Single(await EventsAsync(cluster)).Reason);
            Assert.Equal(1, cluster.Meters.Counted("mesosoperator.object.events Failed"));
            Assert.InRange(cluster.Run.Elapsed.TotalSeconds, waitSeconds, waitSeconds + 1);
        });

    [Fact]
    public void An_event_that_the_server_has_forgotten_is_told_anew() => Test(new("c", "i"), async (cluster, recorder) =>
    {
        var map = await cluster.SetAsync("a", "1");
        recorder.Tell(map, EventKind.Normal, "Seen", "See", "seen");
        await cluster.UntilAsync(() => cluster.Meters.Counted("mesosoperator.object.events Written") == 1);
        var events = cluster.Client<Eventsv1Event>("test");
        var first = Assert.Single(await EventsAsync(cluster));
        await events.DeleteAsync(new(first.Metadata.NamespaceProperty, first.Metadata.Name), default);
        await cluster.Run.PassAsync(TimeSpan.FromMinutes(2));
        recorder.Tell(map, EventKind.Normal, "Seen", "See", "seen");
        recorder.Tell(map, EventKind.Normal, "Seen", "See", "seen");
        await cluster.UntilAsync(() => cluster.Meters.Counted("mesosoperator.object.events Written") == 2);
        Assert.NotEqual(first.Metadata.Name, Assert.Single(await EventsAsync(cluster)).Metadata.Name);
    });

    [Fact]
    public void What_is_remembered_is_bounded() => Test(new("c", "i") { ObjectsMax = 2, SeriesMax = 2 }, async (cluster, recorder) =>
    {
        foreach (var name in (string[])["a", "b", "c", "a"])
            recorder.Tell(await cluster.SetAsync(name, name), EventKind.Normal, "Seen", "See", "seen");
        await cluster.UntilAsync(() => cluster.Meters.Counted("mesosoperator.object.events Written") == 4);
        foreach (var note in (string[])["1", "2", "3", "1"])
            recorder.Tell(await cluster.SetAsync("d", "d"), EventKind.Normal, "Seen", "See", note);
        await cluster.UntilAsync(() => cluster.Meters.Counted("mesosoperator.object.events Written") == 8);
        Assert.Equal(8, (await EventsAsync(cluster)).Count);
    });

    private static async Task<IReadOnlyList<Eventsv1Event>> EventsAsync(Cluster cluster) =>
        (await cluster.Client<Eventsv1Event>("test").ListAsync(new(), 0, "", default)).Items;

    private static void Test(EventRecorderOptions options, Func<Cluster, EventRecorder, Task> body) => Cluster.Test(async cluster =>
    {
        var recorder = new EventRecorder(
            cluster.Client<Eventsv1Event>(options.Controller), options, cluster.Run.Time, cluster.Metrics, NullLogger<EventRecorder>.Instance);
        _ = recorder.RunAsync(cluster.Stop);
        await body(cluster, recorder);
    });
}
