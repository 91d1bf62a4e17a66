using k8s.Models;
using MesosOperator.Crds;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Leadership;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Runtime.Ports;
using MesosOperator.TestKit.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Kubernetes.Tests.Leadership;

public class LeaderLabelTests
{
    [Fact]
    public void Leader_takes_the_label_from_all_others() => Test(async world =>
    {
        await world.AddAsync("own", "stale", "unmarked");
        await world.MarkAsync("stale");

        world.Start();
        world.Become(LeadershipState.Leading, 1);

        await world.UntilMarkedAsync("own");
    });

    [Fact]
    public void Who_starts_and_does_not_lead_takes_off_what_it_had() => Test(async world =>
    {
        await world.AddAsync("own", "leader");
        await world.MarkAsync("own");
        await world.MarkAsync("leader");

        world.Start();

        await world.UntilMarkedAsync("leader");
    });

    [Fact]
    public void Label_goes_when_the_lead_is_lost_and_when_the_process_stops() => Test(async world =>
    {
        await world.AddAsync("own");
        world.Start();
        world.Become(LeadershipState.Leading, 1);
        await world.UntilMarkedAsync("own");

        world.Become(LeadershipState.Standby, 1);
        await world.UntilMarkedAsync();
        world.Become(LeadershipState.Leading, 2);
        await world.UntilMarkedAsync("own");

        await world.StopAsync();
        Assert.Empty(await world.MarkedAsync());
    });

    [Fact]
    public void It_tries_until_it_can() => Test(async world =>
    {
        await world.AddAsync("own", "stale");
        await world.MarkAsync("stale");
        world.Cluster.Api.Add(new FakeFault(request => request.IsWrite) { Status = 503, Times = 4 });

        world.Start();
        world.Become(LeadershipState.Leading, 1);

        await world.UntilMarkedAsync("own");
    });

    [Fact]
    public void It_stops_trying_when_it_is_not_true_any_more() => Test(async world =>
    {
        await world.AddAsync("own", "next");
        world.Cluster.Api.Add(new FakeFault(request => request.IsWrite) { Status = 503, Times = 3 });
        world.Start();
        world.Become(LeadershipState.Leading, 1);
        await world.Cluster.Run.PassAsync(TimeSpan.FromSeconds(1));

        world.Become(LeadershipState.Standby, 2);
        await world.MarkAsync("next", attempts: 5);
        await world.Cluster.Run.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(["next"], await world.MarkedAsync());
    });

    private static void Test(Func<World, Task> body) => Cluster.Test(cluster => body(new World(cluster)));

    private sealed class World(Cluster cluster) : ILeadership
    {
        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cluster.Stop);
        private readonly ResourceClient<V1Pod> _pods = cluster.Client<V1Pod>("test");
        private TaskCompletionSource _changed = new();
        private Task _running = Task.CompletedTask;

        public Cluster Cluster => cluster;

        public LeadershipStatus Current { get; private set; } = new(LeadershipState.Standby, 0, "", "");

        public async Task<LeadershipStatus> ChangedAsync(LeadershipStatus known, CancellationToken cancellation)
        {
            while (Current == known)
            {
                var stopped = new TaskCompletionSource();
                await using var registration = cancellation.Register(stopped.SetResult);
                await Task.WhenAny(_changed.Task, stopped.Task);
                cancellation.ThrowIfCancellationRequested();
            }
            return Current;
        }

        public void Become(LeadershipState state, long epoch)
        {
            Current = new(state, epoch, "", "");
            var changed = _changed;
            _changed = new();
            changed.SetResult();
        }

        public void Start() => _running = new LeaderLabel(
            cluster.Client<V1Pod>("label"), Cluster.Key("own"), this, cluster.Backoff(), cluster.Run.Time, NullLogger<LeaderLabel>.Instance)
            .RunAsync(_stop.Token);

        public Task StopAsync()
        {
            _stop.Cancel();
            return _running;
        }

        public async Task AddAsync(params string[] names)
        {
            foreach (var name in names)
                await _pods.CreateAsync(
                    new V1Pod { ApiVersion = "v1", Kind = "Pod", Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = Cluster.Namespace } }, cluster.Stop);
        }

        /// <summary>As another leader would.</summary>
        public async Task MarkAsync(string name, int attempts = 1)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    var pod = (await _pods.FindAsync(Cluster.Key(name), cluster.Stop))!;
                    pod.Metadata.Labels = new Dictionary<string, string> { [Labels.Leader] = LeaderLabel.Value };
                    await _pods.ReplaceAsync(pod, cluster.Stop);
                    return;
                }
                catch (ApiServerException) when (attempt < attempts)
                {
                    // A fault was meant for the other.
                }
            }
        }

        public async Task<string[]> MarkedAsync() =>
            [.. (await _pods.ListAsync(new ResourceQuery(Cluster.Namespace, Labels.Leader), 0, "", cluster.Stop)).Items.Select(pod => pod.Metadata.Name)];

        public async Task UntilMarkedAsync(params IReadOnlyList<string> names)
        {
            var marked = await MarkedAsync();
            for (var step = 0; !marked.SequenceEqual(names); step++)
            {
                Assert.True(step < 10_000, $"marked are {string.Join(", ", marked)}");
                await cluster.Run.PassAsync(VirtualRun.Step);
                marked = await MarkedAsync();
            }
        }
    }
}
