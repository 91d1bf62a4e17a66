using MesosOperator.Benchmarks.Agent;
using MesosOperator.Benchmarks.Allocator;
using MesosOperator.Benchmarks.Clusters;
using MesosOperator.Benchmarks.Http;
using MesosOperator.Benchmarks.Kubernetes;
using MesosOperator.Benchmarks.Master;
using MesosOperator.Benchmarks.Provisioning;

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
        LargeAndSmallQuota.Benchmark(30),
        LargeAndSmallQuota.Benchmark(300),
        LargeAndSmallQuota.Benchmark(3_000),
        SuppressOffers.Benchmark(10_000, 200),
        AllocatorBacklog.Benchmark(10_000, 1_000),
        PersistentVolumes.Benchmark(10_000, 200),
        UpdateAllocation.Benchmark(200),
        FullSort.Benchmark(50_000, 1_000),
        Launches.Benchmark(),
        TaskStarts.Benchmark(),
        HealthChecks.Benchmark(),
        ContainerStarts.Benchmark(),
        OfferObjects.Benchmark(),
        Restart.Benchmark(),
        Plans.Benchmark(5_000, 800),
        PodLaunches.Benchmark(),
        NodeChanges.Benchmark(),
        FirstSync.Benchmark(),
    ];
}
