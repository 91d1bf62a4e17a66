using MesosOperator.Core.Primitives;
using MesosOperator.Core.Provisioning;
using static MesosOperator.Core.Tests.Provisioning.PoolBuilder;

namespace MesosOperator.Core.Tests.Provisioning;

public class ScaleDownTests
{
    private static readonly MachineChoice Small = Choice("small", "cpus:4;mem:8192", 0.20m);
    private static readonly MachineChoice Large = Choice("large", "cpus:16;mem:32768", 0.70m);
    private static readonly Instant LongAgo = new(Now.Ticks - TimeSpan.FromMinutes(5).Ticks);

    [Fact]
    public void An_empty_machine_goes_when_it_has_been_empty_for_long_enough()
    {
        var pool = Pool(Small).With(Empty("old", Small, LongAgo), Empty("new", Small, new(LongAgo.Ticks + 1)));

        Assert.Equal([new Removal("pool", "old", ScaleDownTrigger.Empty)], ScaleDown.Plan(State(pool)));
    }

    [Fact]
    public void The_dearest_go_first_and_only_so_many_at_once()
    {
        var pool = Pool(Small).With(Empty("a", Small, LongAgo), Empty("b", Large, LongAgo), Empty("c", Small, LongAgo), new PoolMachine("d", MachinePhase.Leaving, Small))
            .Of(terms => terms with { ScaleDown = new() { AtOnce = 3 } });

        Assert.Equal(["b", "a"], Names(State(pool)));
    }

    [Fact]
    public void None_goes_below_the_minimum()
    {
        var pool = Pool(Small).With(Empty("a", Small, LongAgo), Empty("b", Small, LongAgo), new PoolMachine("c", MachinePhase.Coming, Small)).Of(terms => terms with { MinMachines = 2 });

        Assert.Equal(["a"], Names(State(pool)));
    }

    [Fact]
    public void One_that_is_needed_stays()
    {
        var pool = Pool(Small).With(Empty("small", Small, LongAgo), Empty("large", Large, LongAgo));

        Assert.Equal(["small"], Names(State(pool, RoomFor(1, "cpus:8"))));
        Assert.Empty(Names(State(pool, RoomFor(1, "cpus:2"))));
    }

    [Fact]
    public void One_with_volumes_stays() =>
        Assert.Empty(Names(State(Pool(Small).With(Empty("a", Small, LongAgo) with { IsKept = true }))));

    [Theory]
    [InlineData(ScaleDownTrigger.Empty, "")]
    [InlineData(ScaleDownTrigger.Never, "")]
    [InlineData(ScaleDownTrigger.Underused, "a")]
    public void One_whose_tasks_fit_elsewhere_goes_where_the_pool_says_so(ScaleDownTrigger trigger, string expected)
    {
        var pool = Pool(Small).With(Used("a", "cpus:1;mem:512"), Used("b", "cpus:1;mem:512", "cpus:2;mem:512")).Of(terms => terms with { ScaleDown = new() { Trigger = trigger } });

        Assert.Equal(expected, string.Join(' ', Names(State(pool))));
    }

    [Fact]
    public void Room_is_counted_once()
    {
        var pool = Pool(Small).With(Used("a", "cpus:2;mem:512"), Used("b", "cpus:2;mem:512"), Used("c", "cpus:2;mem:512"))
            .Of(terms => terms with { ScaleDown = new() { Trigger = ScaleDownTrigger.Underused } });

        Assert.Equal(["a"], Names(State(pool)));
        Assert.Equal(["a", "b", "c"], ScaleDown.Spare(State(pool)));
    }

    private static PoolMachine Empty(string name, MachineChoice choice, Instant since) => new(name, MachinePhase.Running, choice) { EmptySince = since };

    private static PoolMachine Used(string name, params string[] tasks) =>
        new(name, MachinePhase.Running, Small) { Tasks = [.. tasks.Select(Quantities)], SpareSince = LongAgo };

    private static IEnumerable<string> Names(FleetState state) => ScaleDown.Plan(state).Select(removal => removal.Machine);

}
