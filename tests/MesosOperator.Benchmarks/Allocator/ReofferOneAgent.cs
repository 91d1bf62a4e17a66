using System.Diagnostics;

namespace MesosOperator.Benchmarks.Allocator;

/// <summary>One agent becomes free in a cluster of which everything else is offered: how long until it is offered again.</summary>
internal static class ReofferOneAgent
{
    private const int Repeats = 2_000;

    public static Benchmark Benchmark(int agents, int frameworks)
    {
        const string Name = "allocator/reoffer-one-agent";
        return Benchmarks.Benchmark.Of(Name, () => [Run($"{Name}/us", agents, frameworks)]);
    }

    private static Measurement Run(string name, int agents, int frameworks)
    {
        AllocatorWorld.WarmUp();
        var world = new AllocatorWorld();
        world.AddFrameworks(frameworks);
        world.Register(world.AgentsInUse(agents));
        world.RunRound();
        var samples = new List<double>();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            world.Reconnect(repeat % agents);
            var start = Stopwatch.GetTimestamp();
            var offers = world.RunChanged();
            samples.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            if (offers.Count != 1)
                throw new InvalidOperationException($"One agent became free and {offers.Count} frameworks were offered something.");
        }

        return Measurement.MedianOf(name, "us", samples);
    }
}
