using MesosOperator.Core.Allocation;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Resources;

namespace MesosOperator.Benchmarks.Allocator;

/// <summary>
/// Mesos' benchmark of that name: five of six roles were promised little and one much, each has one framework, and the
/// agents are just enough. A run serves all promises; everything comes back and is offered again.
/// </summary>
internal static class LargeAndSmallQuota
{
    private const int Rounds = 9;

    public static Benchmark Benchmark(int roles)
    {
        var name = $"allocator/large-and-small-quota/{roles}";
        return Benchmarks.Benchmark.Of(name, () => Run(name, roles));
    }

    private static IReadOnlyList<Measurement> Run(string name, int roles)
    {
        AllocatorWorld.WarmUp();
        var world = new AllocatorWorld();
        var addFrameworks = Clock.Milliseconds(() => Add(world, roles));
        var registrations = world.IdleAgents(roles, Amounts.Of(2, 2048, 2048));
        var addAgents = Clock.Milliseconds(() => world.Register(registrations));
        var samples = new List<double>();
        var idle = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            IReadOnlyList<OffersMade> offers = [];
            samples.Add(Clock.Milliseconds(() => offers = world.RunRound()));
            if (offers.Count == 0)
                throw new InvalidOperationException("Nobody was offered what was promised.");
            idle.Add(Clock.Milliseconds(() => world.RunRound()));
            world.DeclineAll(offers, TimeSpan.Zero);
        }

        return
        [
            Measurement.Once($"{name}/add_frameworks_ms", "ms", addFrameworks),
            Measurement.Once($"{name}/add_agents_ms", "ms", addAgents),
            Measurement.MedianOf($"{name}/round_ms", "ms", samples),
            Measurement.MedianOf($"{name}/round_without_offers_ms", "ms", idle),
        ];
    }

    private static void Add(AllocatorWorld world, int roles)
    {
        for (var number = 0; number < roles; number++)
        {
            var amounts = (number % 6 == 0 ? Amounts.Of(4, 4096, 4096) : Amounts.Of(1, 1024, 1024)).Quantities;
            world.AddFramework(new($"role-{number:D5}"));
            world.SetQuota(new($"role-{number:D5}"), new(amounts, ResourceLimits.Of(amounts.Items)));
        }
    }
}
