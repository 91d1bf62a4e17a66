using MesosOperator.Core.Master.Effects;

namespace MesosOperator.Benchmarks.Allocator;

/// <summary>
/// Mesos' benchmark of that name: run, decline everything for good, run again, twice as often as there are frameworks.
/// The rounds after the last offer was declined look at every agent and every filter and offer nothing.
/// </summary>
internal static class DeclineOffers
{
    public static Benchmark Benchmark(int agents, int frameworks)
    {
        var name = $"allocator/decline-offers/{agents}x{frameworks}";
        return Benchmarks.Benchmark.Of(name, () => Run(name, agents, frameworks));
    }

    private static IReadOnlyList<Measurement> Run(string name, int agents, int frameworks)
    {
        AllocatorWorld.WarmUp();
        var world = new AllocatorWorld();
        var addFrameworks = Clock.Milliseconds(() => world.AddFrameworks(frameworks));
        var registrations = world.AgentsInUse(agents);
        var addAgents = Clock.Milliseconds(() => world.Register(registrations));
        var offering = new List<double>();
        var empty = new List<double>();
        var rounds = Rounds(agents, frameworks);
        for (var round = 0; round < rounds; round++)
        {
            IReadOnlyList<OffersMade> offers = [];
            var elapsed = Clock.Milliseconds(() => offers = world.RunRound());
            (offers.Count > 0 ? offering : empty).Add(elapsed);
            world.DeclineAll(offers, AllocatorWorld.Unlimited);
        }

        var measured = new List<Measurement>
        {
            Measurement.Once($"{name}/add_frameworks_ms", "ms", addFrameworks),
            Measurement.Once($"{name}/add_agents_ms", "ms", addAgents),
            Measurement.MedianOf($"{name}/round_ms", "ms", offering),
        };
        if (empty.Count > 0)
            measured.Add(Measurement.MedianOf($"{name}/all_filtered_round_ms", "ms", empty));
        return measured;
    }

    /// <summary>All the rounds where they take minutes at most; the larger sizes stop after a tenth, which is printed as the number of samples.</summary>
    private static int Rounds(int agents, int frameworks) => (long)agents * frameworks <= 2_000_000 ? 2 * frameworks : frameworks / 10;
}
