using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Leadership;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Kubernetes.Reconciling.Queues;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Kubernetes.Timing;
using MesosOperator.TestKit.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Kubernetes.Tests.Reconciling;

public class DeterminismTests
{
    [Fact]
    public void The_same_seed_does_the_same_and_another_does_not()
    {
        var (one, same, another) = (Trace(1), Trace(1), Trace(2));
        Assert.Equal(one, same);
        Assert.NotEqual(one, another);
        Assert.InRange(one.Count, 200, 20_000);
    }

    /// <summary>Everything that two operators ask a server that fails in many ways.</summary>
    private static List<string> Trace(ulong seed)
    {
        List<string> trace = [];
        Cluster.Test(async cluster =>
        {
            var faults = new Jitter(seed);
            cluster.Api.Add(new FakeFault(_ => faults.Spread(TimeSpan.FromSeconds(10)) > TimeSpan.FromSeconds(9.5)) { Times = int.MaxValue, Status = 500 });
            cluster.Api.Add(new FakeFault(_ => faults.Spread(TimeSpan.FromSeconds(10)) > TimeSpan.FromSeconds(9)) { Times = int.MaxValue, Delay = TimeSpan.FromSeconds(1) });
            Start(cluster, "one", seed);
            Start(cluster, "other", seed + 1);
            for (var second = 0; second < 60; second++)
            {
                if (second % 13 == 0)
                    cluster.Api.BreakWatches();
                if (second % 29 == 0)
                    cluster.Api.Compact();
                try
                {
                    await cluster.SetAsync($"m{second % 7}", $"{second}");
                }
                catch (ApiServerException)
                {
                    // That is the test's own share of the faults.
                }
                await cluster.Run.PassAsync(TimeSpan.FromSeconds(1));
            }
            trace.AddRange(cluster.Api.Requests.Select(request => request.ToString()));
        });
        return trace;
    }

    private static void Start(Cluster cluster, string name, ulong seed)
    {
        var jitter = new Jitter(seed);
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20), jitter);
        var server = new ApiServer(cluster.Api.Connect(name), cluster.Run.Time, TimeSpan.FromSeconds(30));
        var maps = new ResourceClient<V1ConfigMap>(server, name);
        var informer = new Kubernetes.Reconciling.Informers.Informer<V1ConfigMap>(
            maps, new(), backoff, cluster.Run.Time, cluster.Metrics, NullLogger<Kubernetes.Reconciling.Informers.Informer<V1ConfigMap>>.Instance);
        var controller = new Controller<V1ConfigMap>(
            new(name), informer, new Marker(maps), new WorkQueue<ResourceKey>(new(name), backoff, cluster.Run.Time, cluster.Metrics),
            cluster.Run.Time, cluster.Metrics, NullLogger<Controller<V1ConfigMap>>.Instance);
        var election = new LeaderElection(
            new(server, name), new(Cluster.Namespace, "operator") { Identity = name }, jitter, cluster.Run.Time, cluster.Metrics,
            NullLogger<LeaderElection>.Instance);
        _ = informer.RunAsync(cluster.Stop);
        _ = controller.RunAsync(cluster.Stop, cluster.Stop);
        _ = election.RunAsync(cluster.Stop);
    }

    /// <summary>Writes into each object what its text was last seen to be; two of them never agree for long.</summary>
    private sealed class Marker(ResourceClient<V1ConfigMap> maps) : IReconciler
    {
        public async Task<Requeue> ReconcileAsync(ResourceKey key, CancellationToken stop)
        {
            if (await maps.FindAsync(key, stop) is not { } map)
                return Requeue.Never;
            map.Data["seen"] = map.Data["text"];
            await maps.ReplaceAsync(map, stop);
            return Requeue.After(TimeSpan.FromSeconds(9));
        }
    }
}
