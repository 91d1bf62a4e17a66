using System.Collections.Immutable;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;

namespace MesosOperator.Benchmarks.Allocator;

/// <summary>
/// Mesos' benchmark of that name: an agent with four kinds of resources reserved for each of many roles, with labels; twenty
/// times one of them is reserved and unreserved.
/// </summary>
internal static class UpdateAllocation
{
    private const int Repeats = 20;
    private const int Kinds = 4;

    public static Benchmark Benchmark(int roles)
    {
        var name = $"allocator/update-allocation/{roles * Kinds}x{roles}";
        return Benchmarks.Benchmark.Of(name, () => [Run($"{name}/ms", roles)]);
    }

    private static Measurement Run(string name, int roles)
    {
        var world = new AllocatorWorld();
        for (var role = 0; role < roles; role++)
            world.AddFramework(new($"role-{role}"));
        world.Register(world.IdleAgents(1, Kind(roles * 2), _ => ResourceSet.Of(Enumerable.Range(0, roles).SelectMany(role => Reserved(role, 1).Items))));
        var samples = new List<double>();
        for (var sample = 0; sample < 5; sample++)
            samples.Add(Clock.Milliseconds(() =>
            {
                for (var repeat = 0; repeat < Repeats; repeat++)
                {
                    world.Operate(0, new ResourceOperation.Reserve(Reserved(repeat * roles / Repeats, 1)));
                    world.Operate(0, new ResourceOperation.Unreserve(Reserved(repeat * roles / Repeats, 1)));
                }
            }));
        return Measurement.MedianOf(name, "ms", samples);
    }

    private static ResourceSet Kind(int amount) => ResourceSet.Of(
        new[] { ResourceName.Cpus, ResourceName.Memory, ResourceName.Disk, ResourceName.Gpus }.Select(name => Resource.Of(name, Amount.FromUnits(amount))));

    private static ResourceSet Reserved(int role, int amount)
    {
        ImmutableArray<Label> labels = [new("purpose", $"of role {role}"), new("team", "benchmarks")];
        var traits = new ResourceTraits { Reservations = [new(ReservationKind.Dynamic, $"role-{role}", null, labels)] };
        return ResourceSet.Of(Kind(amount).Items.Select(resource => resource.With(traits)));
    }
}
