using MesosOperator.Core.Provisioning;
using MesosOperator.Core.Resources;
using static MesosOperator.Core.Tests.Provisioning.PoolBuilder;

namespace MesosOperator.Core.Tests.Provisioning;

public class ProvisionerTests
{
    private static readonly MachineChoice Small = Choice("small", "cpus:4;mem:8192", 0.20m);
    private static readonly MachineChoice Large = Choice("large", "cpus:16;mem:32768", 0.70m);
    private static readonly MachineChoice Spot = Choice("small", "cpus:4;mem:8192", 0.06m, purchase: Purchase.Spot);

    [Fact]
    public void Nobody_needs_anything_and_nothing_comes() => Assert.Empty(Provisioner.Plan(State(Pool(Small, Large))).Add);

    [Fact]
    public void One_small_task_gets_the_small_machine() =>
        Assert.Equal("1 × small in a ($0.20/h)", Provisioner.Plan(State(Pool(Small, Large), RoomFor(1, "cpus:2;mem:1024"))).Describe());

    [Fact]
    public void Many_tasks_get_the_machine_that_is_cheaper_for_each() =>
        Assert.Equal("4 × large in a ($0.70/h)", Provisioner.Plan(State(Pool(Small, Large), RoomFor(32, "cpus:2;mem:1024"))).Describe());

    [Fact]
    public void What_is_left_over_gets_a_machine_of_its_size() => Assert.Equal(
        "1 × large in a ($0.70/h)\n1 × small in a ($0.20/h)", Provisioner.Plan(State(Pool(Small, Large), RoomFor(9, "cpus:2;mem:1024"))).Describe());

    [Fact]
    public void A_large_task_leaves_room_for_small_ones()
    {
        var plan = Provisioner.Plan(State(Pool(Large), RoomFor(8, "cpus:1;mem:1024"), RoomFor(1, "cpus:8;mem:8192")));

        Assert.Equal("1 × large in a ($0.70/h)", plan.Describe());
        Assert.Empty(plan.Unmet);
    }

    [Fact]
    public void What_is_to_come_counts()
    {
        var pool = Pool(Small).With(new PoolMachine("one", MachinePhase.Coming, Small), new PoolMachine("two", MachinePhase.Running, Small));

        Assert.Equal("1 × small in a ($0.20/h)", Provisioner.Plan(State(pool, RoomFor(4, "cpus:2;mem:1024"))).Describe());
        Assert.Empty(Provisioner.Plan(State(pool, RoomFor(2, "cpus:2;mem:1024"))).Add);
    }

    [Fact]
    public void Machines_of_the_minimum_come_without_a_need_and_serve_those_that_are()
    {
        var pool = Pool(Small, Large).Of(terms => terms with { MinMachines = 2 });

        Assert.Equal("2 × small in a ($0.20/h)", Provisioner.Plan(State(pool)).Describe());
        Assert.Equal("2 × small in a ($0.20/h)", Provisioner.Plan(State(pool, RoomFor(4, "cpus:2;mem:1024"))).Describe());
        Assert.Equal(["the minimum of the pool"], Provisioner.Plan(State(pool)).Add[0].Reasons);
    }

    [Fact]
    public void The_cheapest_zone_is_asked_first_and_the_others_after_it() => Assert.Equal(
        "1 × small in b ($0.15/h) or small in a ($0.20/h) or medium in a ($0.25/h)",
        Provisioner.Plan(State(
            Pool(Small, Choice("small", "cpus:4;mem:8192", 0.15m, "b"), Choice("medium", "cpus:8;mem:8192", 0.25m), Large), RoomFor(1, "cpus:2;mem:1024"))).Describe());

    [Fact]
    public void What_a_cloud_ran_ranOut_is_not_asked_for_until_it_may_be_there_again()
    {
        var state = State(Pool(Small, Large), RoomFor(1, "cpus:2;mem:1024"));
        var ranOut = UnavailableCapacity.None.With(Small.Key, Now + TimeSpan.FromMinutes(3), Now);

        Assert.Equal("1 × large in a ($0.70/h)", Provisioner.Plan(state with { Unavailable = ranOut }).Describe());
        Assert.Equal("1 × small in a ($0.20/h)", Provisioner.Plan(state with { Unavailable = ranOut, Now = Now + TimeSpan.FromMinutes(3) }).Describe());
    }

    [Theory]
    [InlineData(null, "4 × small in a ($0.20/h)")]
    [InlineData("50 fall back", "1 × small in a ($0.20/h)\n1 × small in a (spot, $0.06/h) or small in a ($0.20/h)\n1 × small in a ($0.20/h)\n1 × small in a (spot, $0.06/h) or small in a ($0.20/h)")]
    [InlineData("100 fall back", "4 × small in a (spot, $0.06/h) or small in a ($0.20/h)")]
    [InlineData("100", "4 × small in a (spot, $0.06/h)")]
    public void So_many_of_a_hundred_may_be_taken_back(string? spot, string expected)
    {
        var terms = spot?.Split(' ', 2) is [var percent, .. var fallBack] ? new SpotTerms(int.Parse(percent, null), false, fallBack.Length > 0) : null;
        var pool = Pool(Small, Spot).Of(before => before with { Spot = terms });

        Assert.Equal(expected, Provisioner.Plan(State(pool, RoomFor(4, "cpus:4;mem:1024"))).Describe());
    }

    [Fact]
    public void A_guarantee_is_met_by_machines_of_any_size()
    {
        var plan = Provisioner.Plan(State(Pool(Small, Large), Total("cpus:36;mem:40000")));

        Assert.Equal("1 × large in a ($0.70/h)\n1 × small in a ($0.20/h)\n1 × large in a ($0.70/h)", plan.Describe());
        Assert.Equal(["the guarantee of role batch"], plan.Add[0].Reasons);
    }

    [Theory]
    [InlineData("machines", Obstacle.PoolMachines)]
    [InlineData("resources", Obstacle.PoolResources)]
    [InlineData("price", Obstacle.PoolPrice)]
    [InlineData("fleet machines", Obstacle.FleetMachines)]
    [InlineData("fleet resources", Obstacle.FleetResources)]
    [InlineData("fleet price", Obstacle.FleetPrice)]
    public void A_limit_holds_and_is_named(string limit, Obstacle obstacle)
    {
        var limits = limit.Split(' ')[^1] switch
        {
            "machines" => MachineLimits.None with { MaxMachines = 3 },
            "resources" => MachineLimits.None with { MaxResources = ResourceLimits.Of(new ResourceQuantity("cpus", Amount.FromUnits(13))) },
            _ => MachineLimits.None with { MaxPrice = Price.FromDollars(0.79m) },
        };
        var state = State(Pool(Small), RoomFor(10, "cpus:2;mem:1024"));
        state = limit.StartsWith("fleet", StringComparison.Ordinal)
            ? state with { Limits = limits }
            : state with { Pools = [state.Pools[0].Of(terms => terms with { Limits = limits })] };

        var plan = Provisioner.Plan(state);

        Assert.Equal("3 × small in a ($0.20/h)", plan.Describe());
        var unmet = Assert.Single(plan.Unmet);
        Assert.Equal(RoomFor(4, "cpus:2;mem:1024"), unmet.Need);
        Assert.Equal([(obstacle, 1)], unmet.Obstacles);
    }

    [Fact]
    public void A_task_that_is_too_large_is_told_and_the_others_get_theirs()
    {
        var plan = Provisioner.Plan(State(Pool(Small, Large), RoomFor(2, "cpus:64;mem:1024"), RoomFor(1, "cpus:1;mem:512"), RoomFor(1, "gpus:1")));

        Assert.Equal("1 × small in a ($0.20/h)", plan.Describe());
        Assert.Equal([[(Obstacle.TooSmall, 2)], [(Obstacle.TooSmall, 2)]], plan.Unmet.Select(unmet => unmet.Obstacles.AsEnumerable()));
    }

    [Fact]
    public void Without_pools_there_is_nothing_to_get() => Assert.Empty(Assert.Single(Provisioner.Plan(State(Pool(), RoomFor(1, "cpus:1"))).Unmet).Obstacles);
}
