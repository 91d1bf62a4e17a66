using MesosOperator.Core.Master.Effects;

namespace MesosOperator.Benchmarks.Allocator;

/// <summary>Mesos' benchmark of that name: five rounds, before each a fifth of the frameworks more is suppressed.</summary>
internal static class SuppressOffers
{
    private const int Rounds = 5;

    public static Benchmark Benchmark(int agents, int frameworks)
    {
        var name = $"allocator/suppress-offers/{agents}x{frameworks}";
        return Benchmarks.Benchmark.Of(name, () => [Run($"{name}/round_ms", agents, frameworks)]);
    }

    private static Measurement Run(string name, int agents, int frameworks)
    {
        AllocatorWorld.WarmUp();
        var world = new AllocatorWorld();
        world.AddFrameworks(frameworks);
        world.Register(world.AgentsInUse(agents));
        var samples = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            IReadOnlyList<OffersMade> offers = [];
            samples.Add(Clock.Milliseconds(() => offers = world.RunRound()));
            world.DeclineAll(offers, TimeSpan.Zero);
            world.Suppress(round * frameworks / Rounds, (round + 1) * frameworks / Rounds);
        }

        return Measurement.MedianOf(name, "ms", samples);
    }
}
