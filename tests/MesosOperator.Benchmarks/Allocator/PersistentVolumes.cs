using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Benchmarks.Allocator;

/// <summary>Mesos' benchmark of that name: a persistent volume of one gigabyte on each agent, as many of them shared as said, and six rounds.</summary>
internal static class PersistentVolumes
{
    private const int Rounds = 6;

    private static readonly RoleName Role = new("volumes");

    public static Benchmark Benchmark(int agents, int frameworks)
    {
        var name = $"allocator/persistent-volumes/{agents}x{frameworks}";
        return Benchmarks.Benchmark.Of(name, () =>
        [
            Run($"{name}/regular_round_ms", agents, frameworks, _ => false),
            Run($"{name}/shared_round_ms", agents, frameworks, _ => true),
            Run($"{name}/mixed_round_ms", agents, frameworks, agent => agent % 2 == 0),
        ]);
    }

    private static Measurement Run(string name, int agents, int frameworks, Func<int, bool> isShared)
    {
        AllocatorWorld.WarmUp();
        var world = new AllocatorWorld();
        for (var framework = 0; framework < frameworks; framework++)
            world.AddFramework(Role);
        world.Register(world.IdleAgents(agents, Amounts.Of(24, 4096, 4096), agent => ResourceSet.Of(Volume(agent, isShared(agent)))));
        var samples = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            IReadOnlyList<OffersMade> offers = [];
            samples.Add(Clock.Milliseconds(() => offers = world.RunRound()));
            world.DeclineAll(offers, AllocatorWorld.Unlimited);
        }

        return Measurement.MedianOf(name, "ms", samples);
    }

    private static Resource Volume(int agent, bool isShared) => Resource.Of(ResourceName.Disk, Amount.FromUnits(1024), new ResourceTraits
    {
        Reservations = [new(ReservationKind.Dynamic, Role.Value, null, [])],
        Volume = new($"volume-{agent}", null, Payload.Empty),
        IsShared = isShared,
    });
}
