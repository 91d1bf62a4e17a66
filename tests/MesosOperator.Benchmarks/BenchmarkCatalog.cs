using MesosOperator.Benchmarks.Agent;
using MesosOperator.Benchmarks.Allocator;
using MesosOperator.Benchmarks.Http;
using MesosOperator.Benchmarks.Kubernetes;
using MesosOperator.Benchmarks.Master;

namespace MesosOperator.Benchmarks;

/// <summary>Every benchmark there is.</summary>
internal static class BenchmarkCatalog
{
    public static readonly IReadOnlyList<Benchmark> All =
    [
        DeclineOffers.Benchmark(1_000, 200),
        DeclineOffers.Benchmark(5_000, 200),
        DeclineOffers.Benchmark(10_000, 200),
        DeclineOffers.Benchmark(10_000, 1_000),
        DeclineOffers.Benchmark(50_000, 1_000),
        ReofferOneAgent.Benchmark(10_000, 200),
        Failover.Benchmark(),
        BigState.Benchmark(),
        Launches.Benchmark(),
        TaskStarts.Benchmark(),
        OfferObjects.Benchmark(),
        Restart.Benchmark(),
    ];
}
