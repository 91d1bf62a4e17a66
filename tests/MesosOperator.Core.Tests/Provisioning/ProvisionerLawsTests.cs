using CsCheck;
using MesosOperator.Core.Provisioning;
using MesosOperator.Core.Resources;
using static MesosOperator.Core.Tests.Provisioning.PoolBuilder;

namespace MesosOperator.Core.Tests.Provisioning;

/// <summary>What holds of every plan, whatever is needed and whatever clouds have.</summary>
public class ProvisionerLawsTests
{
    private static readonly Gen<ResourceQuantities> Sizes = Gen.Select(Gen.Int[1, 64], Gen.Int[1, 256], Gen.Int[0, 2]).Select((cpus, memory, gpus) => Quantities($"cpus:{cpus};mem:{memory * 512};gpus:{gpus}"));

    private static readonly Gen<MachineChoice> Choices = Gen.Select(Gen.Int[0, 30], Gen.Bool, Sizes, Gen.Int[1, 500], Gen.Bool).Select((type, isInA, size, cents, spot) =>
        new MachineChoice($"type-{type}", isInA ? "a" : "b", spot ? Purchase.Spot : Purchase.OnDemand, size, Price.FromDollars(cents / 100m)));

    private static readonly Gen<Need> Needs = Gen.Select(Gen.Bool, Sizes, Gen.Int[1, 40]).Select((spread, size, count) =>
        spread ? (Need)new Need.InTotal(new("batch"), "guarantee", size * count) : new Need.ForTasks(new("batch"), "framework", size, count));

    private static readonly Gen<MachineLimits> Limits = Gen.Select(Gen.Int[0, 30], Gen.Int[0, 400], Gen.Int[0, 5000]).Select((machines, cpus, cents) =>
        new MachineLimits(machines, ResourceLimits.Of(new ResourceQuantity("cpus", Amount.FromUnits(cpus))), Price.FromDollars(cents / 100m)));

    private static readonly Gen<Pool> Pools = Gen.Select(Choices.Array[0, 20], Limits, Gen.Int[0, 4], Gen.Int[0, 100], Gen.Int[0, 3]).Select((catalogue, limits, least, spot, coming) =>
        new Pool("pool", new(least, limits) { Spot = spot == 0 ? null : new(spot, false, spot % 2 == 0) }, [.. catalogue.DistinctBy(choice => choice.Key)],
            [.. catalogue.Take(coming).Select((choice, number) => new PoolMachine($"machine-{number}", MachinePhase.Coming, choice))]));

    private static readonly Gen<FleetState> States = Gen.Select(Needs.Array[0, 12], Pools.Array[0, 3], Limits).Select((needs, pools, limits) =>
        new FleetState([.. needs], [.. pools.Select((pool, number) => pool with { Name = $"pool-{number}" })], limits, UnavailableCapacity.None, Now));

    [Fact]
    public void No_limit_is_broken_whichever_of_its_choices_each_machine_becomes() => States.Sample(state =>
    {
        var plan = Provisioner.Plan(state);
        foreach (var pool in state.Pools)
            Assert.True(Keeps(pool.Terms.Limits, pool.Machines, plan.Add.Where(add => add.Pool == pool.Name)), pool.Name);
        Assert.True(Keeps(state.Limits, state.Pools.SelectMany(pool => pool.Machines), plan.Add), "fleet");
    });

    [Fact]
    public void What_is_planned_has_room_for_all_that_is_not_said_to_be_unmet() => States.Sample(state =>
    {
        var plan = Provisioner.Plan(state);
        var have = Sum(state.Pools.SelectMany(pool => pool.Machines).Select(machine => machine.Choice.Resources)) + Sum(plan.Add.Select(add => add.Choices[0].Resources * add.Count));
        var wanted = Sum(state.Needs.Select(InAll)) - Sum(plan.Unmet.Select(unmet => InAll(unmet.Need)));
        Assert.True(have.Covers(wanted), $"{have} for {wanted}");
    });

    [Fact]
    public void A_need_is_unmet_only_for_a_reason_with_every_choice() => States.Sample(state =>
        Assert.All(Provisioner.Plan(state).Unmet, unmet => Assert.Equal(state.Pools.Sum(pool => pool.Catalogue.Length), unmet.Obstacles.Sum(obstacle => obstacle.Choices))));

    [Fact]
    public void When_what_was_planned_comes_nothing_more_is_planned_for_needs() => Gen.Select(Needs.Array[0, 12], Pools).Sample((needs, pool) =>
    {
        var state = State(pool, needs);
        var plan = Provisioner.Plan(state);
        if (plan.Unmet.IsEmpty)
            Assert.All(Provisioner.Plan(state with { Pools = [pool.With([.. Coming(plan)])] }).Add, add => Assert.Equal(["the minimum of the pool"], add.Reasons));
    });

    [Fact]
    public void The_same_state_makes_the_same_plan() => States.Sample(state => Assert.Equal(Provisioner.Plan(state).Describe(), Provisioner.Plan(state).Describe()));

    private static IEnumerable<PoolMachine> Coming(ProvisioningPlan plan) => plan.Add
        .SelectMany((add, group) => Enumerable.Range(0, add.Count).Select(number => new PoolMachine($"new-{group}-{number}", MachinePhase.Coming, add.Choices[0])));

    private static bool Keeps(MachineLimits limits, IEnumerable<PoolMachine> machines, IEnumerable<NewMachines> added)
    {
        var (before, more) = (machines.ToArray(), added.ToArray());
        if (more.Length == 0)
            return true;
        var worst = more.Select(add => (add.Count, Cpus: add.Choices.Max(choice => choice.Resources.Get("cpus").Milli), Price: add.Choices.Max(choice => choice.PricePerHour.MicrosPerHour))).ToArray();
        return before.Length + worst.Sum(add => add.Count) <= limits.MaxMachines
            && before.Sum(machine => machine.Choice.Resources.Get("cpus").Milli) + worst.Sum(add => add.Count * add.Cpus) <= limits.MaxResources.Get("cpus")!.Value.Milli
            && before.Sum(machine => machine.Choice.PricePerHour.MicrosPerHour) + worst.Sum(add => add.Count * add.Price) <= limits.MaxPrice!.Value.MicrosPerHour;
    }

    private static ResourceQuantities InAll(Need need) => need is Need.ForTasks tasks ? tasks.Each * tasks.Count : ((Need.InTotal)need).Total;

    private static ResourceQuantities Sum(IEnumerable<ResourceQuantities> all) => all.Aggregate(ResourceQuantities.Empty, (sum, next) => sum + next);
}
