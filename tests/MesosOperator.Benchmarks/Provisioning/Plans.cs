using System.Collections.Immutable;
using System.Globalization;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Provisioning;
using MesosOperator.Core.Resources;

namespace MesosOperator.Benchmarks.Provisioning;

/// <summary>One plan for asks that all differ, over the types of a large cloud in three zones, on demand and spot.</summary>
internal static class Plans
{
    private const int Repeats = 20;
    private const int Zones = 3;
    private const ulong Seed = 7;

    public static Benchmark Benchmark(int asks, int machineTypes)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"provisioning/plan/{asks}x{machineTypes}");
        return Benchmarks.Benchmark.Of(name, () => Run(name, asks, machineTypes));
    }

    private static IReadOnlyList<Measurement> Run(string name, int asks, int machineTypes)
    {
        var chance = new Prng(Seed);
        var pool = new Pool("cloud", new(0, MachineLimits.None) { Spot = new(50, false, true) }, [.. Catalogue(machineTypes, chance)], []);
        var state = new FleetState([.. Enumerable.Range(0, asks).Select(number => Ask(number, chance))], [pool], MachineLimits.None, UnavailableCapacity.None, Instant.FromSeconds(1));
        var plan = Provisioner.Plan(state);
        var times = Enumerable.Range(0, Repeats).Select(_ => Clock.Milliseconds(() => Provisioner.Plan(state))).ToArray();
        return
        [
            Measurement.MedianOf($"{name}/ms", "ms", times),
            Measurement.Once($"{name}/machines", "machines", plan.Add.Sum(add => add.Count)),
            Measurement.Once($"{name}/unmet", "needs", plan.Unmet.Length),
        ];
    }

    /// <summary>Families of machines with 2 to 8 GiB for each of 2 to 96 processors.</summary>
    private static IEnumerable<MachineChoice> Catalogue(int machineTypes, Prng chance)
    {
        for (var number = 0; number < machineTypes; number++)
        {
            var cpus = 2 << (int)chance.Next(6);
            var memory = cpus * (2L << (int)chance.Next(3)) * 1024;
            var cents = cpus * 4L + memory / 1024 / 2 + chance.Next(20);
            for (var zone = 0; zone < Zones; zone++)
                foreach (var (purchase, percent) in ((Purchase, long)[])[(Purchase.OnDemand, 100), (Purchase.Spot, 30 + chance.Next(30))])
                    yield return new($"type-{number:D3}", $"zone-{zone}", purchase, Amounts(cpus * 1000L, memory * 1000), new(cents * percent * 100));
        }
    }

    private static Need Ask(int number, Prng chance) =>
        new Need.ForTasks(new("batch"), $"framework-{number}", Amounts(100 + chance.Next(8_000), (128 + chance.Next(16_384)) * 1000), 1);

    private static ResourceQuantities Amounts(long milliCpus, long milliMemory) =>
        ResourceQuantities.Of(new ResourceQuantity(ResourceName.Cpus, new(milliCpus)), new ResourceQuantity(ResourceName.Memory, new(milliMemory)));
}
