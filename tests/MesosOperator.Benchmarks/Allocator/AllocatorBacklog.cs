namespace MesosOperator.Benchmarks.Allocator;

/// <summary>
/// Mesos' benchmark of that name: everybody has declined, then all frameworks revive at once. Measured until all of them
/// were heard and the run that this calls for is over.
/// </summary>
internal static class AllocatorBacklog
{
    private const int Repeats = 5;

    public static Benchmark Benchmark(int agents, int frameworks)
    {
        var name = $"allocator/backlog/{agents}x{frameworks}";
        return Benchmarks.Benchmark.Of(name, () => [Run($"{name}/ms", agents, frameworks)]);
    }

    private static Measurement Run(string name, int agents, int frameworks)
    {
        AllocatorWorld.WarmUp();
        var world = new AllocatorWorld();
        world.AddFrameworks(frameworks);
        world.Register(world.AgentsInUse(agents));
        var offers = world.RunRound();
        var samples = new List<double>();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            world.DeclineAll(offers, AllocatorWorld.Unlimited);
            samples.Add(Clock.Milliseconds(() =>
            {
                world.ReviveAll();
                offers = world.RunChanged();
            }));
        }

        return Measurement.MedianOf(name, "ms", samples);
    }
}
