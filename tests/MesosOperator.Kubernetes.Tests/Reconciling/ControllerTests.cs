using k8s.Models;
using MesosOperator.Crds;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Kubernetes.Reconciling.Queues;
using MesosOperator.Kubernetes.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Kubernetes.Tests.Reconciling;

public class ControllerTests
{
    [Fact]
    public void Each_change_of_an_object_is_worked_on() => Test(async world =>
    {
        await world.Cluster.SetAsync("a", "1");
        _ = world.Start();
        await world.WorkedAsync(1);
        await world.Cluster.SetAsync("a", "2");
        await world.WorkedAsync(2);
        await world.Cluster.ConfigMaps.DeleteAsync(Cluster.Key("a"), default);
        await world.WorkedAsync(3);
        Assert.Equal(["team/a", "team/a", "team/a"], world.Worked);
    });

    [Fact]
    public void Nothing_is_worked_on_before_everything_is_known() => Test(async world =>
    {
        for (var i = 0; i < 5; i++)
            await world.Cluster.SetAsync($"m{i}", "1");
        var known = new List<int>();
        world.Reconcile = (_, _) =>
        {
            known.Add(world.Informer.Lister.All.Count);
            return Task.FromResult(Requeue.Never);
        };
        _ = world.Start(new InformerOptions { PageSize = 2 });
        await world.WorkedAsync(5);
        Assert.Equal([5, 5, 5, 5, 5], known);
    });

    [Theory]
    [InlineData("Never", 0, 0)]
    [InlineData("Now", 0, 0.1)]
    [InlineData("After 20 s", 20, 20.1)]
    [InlineData("Permanent", 0, 0)]
    [InlineData("Transient", 0.5, 1.1)]
    [InlineData("Conflict thrown", 0.5, 1.1)]
    [InlineData("Invalid thrown", 0, 0)]
    [InlineData("Throttled thrown", 5, 5.1)]
    [InlineData("Unavailable thrown", 0.5, 1.1)]
    [InlineData("a fault", 0.5, 1.1)]
    [InlineData("a cancellation of its own", 0.5, 1.1)]
    public void What_a_reconciliation_answers_decides_when_its_key_comes_again(string answer, double fromSeconds, double toSeconds) =>
        Test(async world =>
        {
            var times = new List<TimeSpan>();
            world.Reconcile = (_, _) =>
            {
                times.Add(world.Cluster.Run.Elapsed);
                return times.Count == 1 ? Answer(answer) : Task.FromResult(Requeue.Never);
            };
            await world.Cluster.SetAsync("a", "1");
            _ = world.Start();
            await world.Cluster.Run.PassAsync(TimeSpan.FromMinutes(2));
            if (toSeconds == 0)
                Assert.Single(times);
            else
                Assert.InRange((times[1] - times[0]).TotalSeconds, fromSeconds, toSeconds);
            await world.Cluster.SetAsync("b", "1");
            await world.WorkedAsync(times.Count + 1);
            Assert.Equal("team/b", world.Worked[^1]);
        });

    [Fact]
    public void Many_keys_are_worked_on_at_once_and_no_key_twice() => Test(async world =>
    {
        var (now, most, twice) = (0, 0, false);
        var busy = new HashSet<ResourceKey>();
        world.Reconcile = async (key, stop) =>
        {
            twice |= !busy.Add(key);
            most = Math.Max(most, ++now);
            await Task.Delay(TimeSpan.FromSeconds(5), world.Cluster.Run.Time, stop);
            now--;
            busy.Remove(key);
            return Requeue.Never;
        };
        _ = world.Start();
        for (var round = 0; round < 3; round++)
            for (var i = 0; i < 9; i++)
                await world.Cluster.SetAsync($"m{i}", $"{round}");
        await world.WorkedAsync(9);
        await world.Cluster.Run.PassAsync(TimeSpan.FromMinutes(1));
        Assert.False(twice);
        Assert.Equal(3, most);
        Assert.Equal(0, world.Queue.Count);
        Assert.InRange(world.Worked.Count, 10, 18);
    });

    [Fact]
    public void A_paused_object_is_left_alone_until_it_is_resumed() => Test(async world =>
    {
        var map = Cluster.ConfigMap("a");
        map.Metadata.Annotations = new Dictionary<string, string> { [Annotations.Paused] = "true" };
        map = await world.Cluster.ConfigMaps.CreateAsync(map, default);
        _ = world.Start();
        await world.Cluster.SetAsync("b", "1");
        await world.WorkedAsync(1);
        Assert.Equal(["team/b"], world.Worked);
        Assert.Equal(1, world.Cluster.Meters.Counted("mesosoperator.paused.objects test"));
        map.Metadata.Annotations.Clear();
        await world.Cluster.ConfigMaps.ReplaceAsync(map, default);
        await world.WorkedAsync(2);
        Assert.Equal("team/a", world.Worked[^1]);
        Assert.Equal(0, world.Cluster.Meters.Counted("mesosoperator.paused.objects test"));
    });

    [Fact]
    public void A_related_object_brings_the_keys_it_points_to_now_and_before() => Test(async world =>
    {
        await world.Cluster.SetAsync("a", "1");
        await world.Cluster.SetAsync("b", "1");
        var leases = world.Cluster.Client<V1Lease>("test");
        var related = new Informer<V1Lease>(
            leases, new(), world.Cluster.Backoff(), world.Cluster.Run.Time, world.Cluster.Metrics, NullLogger<Informer<V1Lease>>.Instance);
        _ = world.Start(watch: controller => controller.Watch(related, lease => [Cluster.Key(lease.Spec.HolderIdentity)]));
        _ = related.RunAsync(world.Cluster.Stop);
        await world.WorkedAsync(2);
        var lease = await leases.CreateAsync(
            new V1Lease
            {
                Metadata = new V1ObjectMeta { Name = "l", NamespaceProperty = Cluster.Namespace },
                Spec = new V1LeaseSpec { HolderIdentity = "a" },
            },
            default);
        await world.WorkedAsync(3);
        lease.Spec.HolderIdentity = "b";
        await leases.ReplaceAsync(lease, default);
        await world.WorkedAsync(5);
        Assert.Equal(["team/a", "team/a", "team/b"], world.Worked.Skip(2));
    });

    [Fact]
    public void When_it_is_stopped_it_ends_what_it_has_begun() => Test(async world =>
    {
        using var stop = new CancellationTokenSource();
        var ended = false;
        world.Reconcile = async (_, abort) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(30), world.Cluster.Run.Time, abort);
            ended = true;
            return Requeue.After(TimeSpan.FromSeconds(1));
        };
        await world.Cluster.SetAsync("a", "1");
        var running = world.Start(stop: stop.Token);
        await world.WorkedAsync(1);
        stop.Cancel();
        await world.Cluster.SetAsync("b", "1");
        await running;
        Assert.True(ended);
        Assert.Equal(["team/a"], world.Worked);
    });

    [Fact]
    public void When_it_is_aborted_it_ends_at_once() => Test(async world =>
    {
        using var abort = new CancellationTokenSource();
        world.Reconcile = async (_, stop) =>
        {
            await Task.Delay(TimeSpan.FromHours(1), world.Cluster.Run.Time, stop);
            return Requeue.Never;
        };
        await world.Cluster.SetAsync("a", "1");
        var running = world.Start(abort: abort.Token);
        await world.WorkedAsync(1);
        abort.Cancel();
        await running;
        Assert.InRange(world.Cluster.Run.Elapsed.TotalSeconds, 0, 2);
    });

    [Fact]
    public void When_it_is_stopped_before_everything_is_known_it_does_nothing() => Test(async world =>
    {
        using var stop = new CancellationTokenSource();
        world.Cluster.Api.Add(new(request => request.IsList) { Delay = TimeSpan.FromSeconds(20) });
        await world.Cluster.SetAsync("a", "1");
        var running = world.Start(stop: stop.Token);
        await world.Cluster.Run.PassAsync(TimeSpan.FromSeconds(1));
        stop.Cancel();
        await running;
        await world.Cluster.Run.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(world.Worked);
    });

    private static Task<Requeue> Answer(string answer) => answer switch
    {
        "Never" => Task.FromResult(Requeue.Never),
        "Now" => Task.FromResult(Requeue.Now),
        "After 20 s" => Task.FromResult(Requeue.After(TimeSpan.FromSeconds(20))),
        "Permanent" => Task.FromResult(Requeue.Permanent("wrong")),
        "Transient" => Task.FromResult(Requeue.Transient("for now")),
        "Throttled thrown" => throw ApiServerException.From(429, null, "test", TimeSpan.FromSeconds(5)),
        "a fault" => throw new InvalidOperationException("a fault"),
        "a cancellation of its own" => throw new OperationCanceledException(),
        _ => throw new ApiServerException(Enum.Parse<ApiFailure>(answer.Split(' ')[0]), "test"),
    };

    private static void Test(Func<World, Task> body) => Cluster.Test(cluster => body(new World(cluster)));

    private sealed class World(Cluster cluster) : IReconciler
    {
        public Cluster Cluster => cluster;

        public List<string> Worked { get; } = [];

        public Func<ResourceKey, CancellationToken, Task<Requeue>> Reconcile { get; set; } = (_, _) => Task.FromResult(Requeue.Never);

        public Informer<V1ConfigMap> Informer { get; private set; } = cluster.Informer();

        public WorkQueue<ResourceKey> Queue { get; } = new(new("test"), cluster.Backoff(), cluster.Run.Time, cluster.Metrics);

        public Task Start(
            InformerOptions? options = null, CancellationToken? stop = null, CancellationToken? abort = null, Action<Controller<V1ConfigMap>>? watch = null)
        {
            Informer = cluster.Informer(options);
            var controller = new Controller<V1ConfigMap>(
                new("test", ConcurrencyMax: 3), Informer, this, Queue, cluster.Run.Time, cluster.Metrics,
                NullLogger<Controller<V1ConfigMap>>.Instance);
            watch?.Invoke(controller);
            _ = Informer.RunAsync(cluster.Stop);
            return controller.RunAsync(stop ?? cluster.Stop, abort ?? cluster.Stop);
        }

        public Task WorkedAsync(int times) => cluster.UntilAsync(() => Worked.Count >= times);

        public Task<Requeue> ReconcileAsync(ResourceKey key, CancellationToken stop)
        {
            Worked.Add(key.ToString());
            return Reconcile(key, stop);
        }
    }
}
