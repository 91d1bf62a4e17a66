using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using k8s.Models;
using MesosOperator.Benchmarks.Clusters.Fakes;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Benchmarks.Clusters;

/// <summary>
/// From the request that changes a node, or puts somebody's Pod on it, until a framework has the offer that follows from it: a
/// cluster after the other at first, and then of two of them while one of the members takes five seconds for each answer and
/// another comes and goes every three.
/// </summary>
internal static class NodeChanges
{
    private const string Name = "clusters/node-change";
    private const int Servers = 2;
    private const int Nodes = 10;
    private const int Cpus = 16;
    private const int Rounds = 25;
    private const double Percentile = 0.99;

    /// <summary>Between two changes, so that the others come and go a few times meanwhile.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    public static Benchmark Benchmark() => new(Name, RunAsync);

    private static async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        var members = await MemberServer.StartAsync(Servers, Nodes, Cpus);
        try
        {
            await using var pool = await Pool.StartAsync(members[0]);
            await using var fakes = await FakeClusters.StartAsync(2, Nodes, 30);
            await pool.JoinAsync(members);
            await pool.Framework.UntilAsync(() => pool.Framework.OfferCount == Servers * Nodes, "each node is offered");
            var alone = await MeasureAsync(pool, members);
            await pool.JoinAsync("slow", fakes.Kubeconfig(0, FakeMood.Slow));
            await pool.JoinAsync("flapping", fakes.Kubeconfig(1, FakeMood.Flapping));
            var besides = await MeasureAsync(pool, members);
            return [.. Figures("", alone), .. Figures("_besides_slow_and_flapping", besides)];
        }
        finally
        {
            foreach (var member in members)
                await member.DisposeAsync();
        }
    }

    private static IEnumerable<Measurement> Figures(string suffix, List<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return
        [
            Measurement.MedianOf($"{Name}/p50_ms{suffix}", "ms", milliseconds),
            new($"{Name}/p99_ms{suffix}", sorted[(int)(sorted.Length * Percentile)], "ms", milliseconds),
        ];
    }

    private static async Task<List<double>> MeasureAsync(Pool pool, MemberServer[] members)
    {
        var measured = await Task.WhenAll(members.Select(async member =>
        {
            var samples = new List<double>();
            for (var round = 0; round < Rounds; round++)
                await ChangeAsync(pool.Framework, member, 1 + (round % Nodes), samples);
            return samples;
        }));
        return [.. measured.SelectMany(samples => samples)];
    }

    /// <summary>Each way in which a node may change, forth and back.</summary>
    private static async Task ChangeAsync(PoolFramework framework, MemberServer member, int number, List<double> samples)
    {
        var (node, server) = (member.NodeOf(number), member);
        var all = framework.CpusOf(node);
        await TimeAsync(0, () => PatchAsync("", """{"spec":{"unschedulable":true}}"""));
        await TimeAsync(all, () => PatchAsync("", """{"spec":{"unschedulable":null}}"""));
        await TimeAsync(all - 1, () => PatchAsync("status", Allocatable(Cpus - 1)));
        await TimeAsync(all, () => PatchAsync("status", Allocatable(Cpus)));
        await TimeAsync(all - 2, () => server.Pods.CreateAsync(PodOn(node), CancellationToken.None));
        await TimeAsync(all, () => server.Api.AskAsync(
            new(HttpMethod.Delete, $"api/v1/namespaces/{MemberServer.OtherNamespace}/pods/theirs-{node}", """{"gracePeriodSeconds":0}"""), CancellationToken.None));

        Task PatchAsync(string part, string patch) =>
            server.Nodes.PatchAsync(new("", node), part, ResourcePatch.Merge(JsonNode.Parse(patch)!.AsObject()), CancellationToken.None);

        async Task TimeAsync(double cpus, Func<Task> change)
        {
            var start = Stopwatch.GetTimestamp();
            await change();
            await framework.UntilAsync(() => Math.Abs(framework.CpusOf(node) - cpus) < 0.001, $"{cpus} processors of {node} are offered");
            samples.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private static string Allocatable(int cpus) => string.Create(CultureInfo.InvariantCulture, $"{{\"status\":{{\"allocatable\":{{\"cpu\":\"{cpus}\"}}}}}}");

    private static V1Pod PodOn(string node) => new()
    {
        ApiVersion = V1Pod.KubeApiVersion,
        Kind = V1Pod.KubeKind,
        Metadata = new V1ObjectMeta { Name = $"theirs-{node}", NamespaceProperty = MemberServer.OtherNamespace },
        Spec = new V1PodSpec
        {
            NodeName = node,
            AutomountServiceAccountToken = false,
            Containers = [new V1Container { Name = "c", Image = "busybox", Resources = new V1ResourceRequirements { Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("2") } } }],
        },
    };
}
