using System.Diagnostics;
using System.Globalization;
using MesosOperator.Benchmarks.Clusters.Fakes;
using MesosOperator.Benchmarks.Kubernetes;

namespace MesosOperator.Benchmarks.Clusters;

/// <summary>
/// A hundred clusters of 200 nodes with 30 Pods each are taken in at once, until a framework has an offer of each node; and the
/// memory of the operator, which is a process of its own. A fake stands for the hundred API servers; it is a process, too,
/// and what it says has the shape of what a real server says, which is looked at before.
/// </summary>
internal static class FirstSync
{
    private const string Name = "clusters/first-sync-100x200";
    private const string MemoryName = "clusters/memory-100x200x30";
    private const int Clusters = 100;
    private const int Nodes = 200;
    private const int Pods = 30;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(20);

    public static Benchmark Benchmark() => new($"{Name}, {MemoryName}", RunAsync);

    private static async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        var home = (await MemberServer.StartAsync(1, 0, 0)).Single();
        await using var server = home;
        await using var fakes = await FakeClusters.StartAsync(Clusters, Nodes, Pods);
        await ShapeCheck.RunAsync(fakes, home);
        await using var pool = await Pool.StartAsync(home);
        var before = await pool.Operator.MeasureMemoryAsync();
        var (start, used, served, others) = (Stopwatch.GetTimestamp(), pool.Operator.ProcessorTime, home.Server.ProcessorTime, fakes.ProcessorTime);
        await Parallel.ForEachAsync(Enumerable.Range(0, Clusters), async (cluster, _) => await pool.JoinAsync(
            string.Create(CultureInfo.InvariantCulture, $"fake-{cluster}"), fakes.Kubeconfig(cluster, FakeMood.Steady)));
        var asked = Stopwatch.GetElapsedTime(start);
        await pool.Framework.UntilAsync(() => pool.Framework.OfferCount >= Clusters * Nodes, "each node is offered");
        var (took, processor) = (Stopwatch.GetElapsedTime(start), pool.Operator.ProcessorTime - used);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  clusters made after {asked.TotalSeconds:0.0} s; processor of the home server {(home.Server.ProcessorTime - served).TotalSeconds:0.0} s, of the fake {(fakes.ProcessorTime - others).TotalSeconds:0.0} s"));
        var most = pool.Operator.MemoryMaxMb;
        var synced = await pool.Operator.MeasureMemoryAsync();
        await Task.Delay(Settle, TimeProvider.System);
        var settled = await pool.Operator.MeasureMemoryAsync();
        return
        [
            Measurement.Once($"{Name}/seconds", "s", took.TotalSeconds),
            Measurement.Once($"{Name}/processor_seconds_of_the_operator", "s", processor.TotalSeconds),
            Measurement.Once($"{MemoryName}/mb", "MB", most),
            Measurement.Once($"{MemoryName}/settled_mb", "MB", settled.Process),
            .. Figures("before", before),
            .. Figures("synced", synced),
            .. Figures("settled", settled),
        ];
    }

    private static IEnumerable<Measurement> Figures(string when, HeldMemory memory) =>
    [
        Measurement.Once($"{MemoryName}/{when}/heap_mb", "MB", memory.Heap),
        Measurement.Once($"{MemoryName}/{when}/process_mb", "MB", memory.Process),
        Measurement.Once($"{MemoryName}/{when}/heap_after_collection_mb", "MB", memory.HeapCollected),
        Measurement.Once($"{MemoryName}/{when}/process_after_collection_mb", "MB", memory.ProcessCollected),
    ];
}
