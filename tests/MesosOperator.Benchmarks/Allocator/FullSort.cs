using MesosOperator.Core.Allocation;
using MesosOperator.Core.Resources;

namespace MesosOperator.Benchmarks.Allocator;

/// <summary>Mesos' benchmark of that name: what the order by shares costs alone, with one allocation for each agent.</summary>
internal static class FullSort
{
    private const int Repeats = 25;

    public static Benchmark Benchmark(int agents, int clients)
    {
        var name = $"allocator/full-sort/{agents}x{clients}";
        return Benchmarks.Benchmark.Of(name, () => Run(name, agents, clients));
    }

    private static IReadOnlyList<Measurement> Run(string name, int agents, int clients)
    {
        var (give, dirty, clean, takeBack) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var totals = new QuantityTotals();
            var order = new ShareOrder<Client>(totals);
            var all = Enumerable.Range(0, clients).Select(number => new Client($"client-{number}")).ToArray();
            foreach (var client in all)
                order.Activate(client);
            for (var agent = 0; agent < agents; agent++)
                totals.Add(Amounts.Of(24, 4096, 4096).Quantities);
            var held = Amounts.Of(16, 2014, 1024).Quantities;
            _ = order.InOrder;
            give.Add(Clock.Milliseconds(() => Each(agents, agent => order.Give(all[agent % clients], held, Charge.Offer))));
            totals.Add(held);
            dirty.Add(Clock.Milliseconds(() => _ = order.InOrder));
            clean.Add(Clock.Milliseconds(() => _ = order.InOrder));
            takeBack.Add(Clock.Milliseconds(() => Each(agents, agent => order.TakeBack(all[agent % clients], held))));
        }

        return
        [
            Measurement.MedianOf($"{name}/add_allocations_ms", "ms", give),
            Measurement.MedianOf($"{name}/sort_ms", "ms", dirty),
            Measurement.MedianOf($"{name}/sort_with_nothing_dirty_ms", "ms", clean),
            Measurement.MedianOf($"{name}/remove_allocations_ms", "ms", takeBack),
        ];
    }

    private static void Each(int agents, Action<int> action)
    {
        for (var agent = 0; agent < agents; agent++)
            action(agent);
    }

    private sealed class Client(string key) : ShareClient(key);
}
