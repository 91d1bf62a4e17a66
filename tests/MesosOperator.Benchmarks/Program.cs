using MesosOperator.Benchmarks;
using MesosOperator.Benchmarks.Clusters.Fakes;

if (args is [FakeClusters.Argument, .. var sizes])
{
    await FakeServer.RunAsync(sizes);
    return 0;
}

// Measures, prints a table and writes artifacts/bench.json. Arguments: parts of names; only benchmarks with one of them run.
var catalog = BenchmarkCatalog.All.Where(benchmark => args.Length == 0 || args.Any(benchmark.Name.Contains)).ToArray();
if (catalog.Length == 0)
{
    Console.Error.WriteLine($"No benchmark is named like {string.Join(" or ", args)}. There are:");
    foreach (var benchmark in BenchmarkCatalog.All)
        Console.Error.WriteLine($"  {benchmark.Name}");
    return 1;
}

var report = new BenchmarkReport(Console.Out);
report.Begin();
foreach (var benchmark in catalog)
    foreach (var measurement in await benchmark.RunAsync())
        report.Add(measurement);
report.Write(Path.Combine("artifacts", "bench.json"));
return 0;
