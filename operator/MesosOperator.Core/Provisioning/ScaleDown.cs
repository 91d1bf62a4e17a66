using System.Collections.Immutable;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Provisioning;

/// <summary>
/// Plans which machines go. One goes when it has been empty, or its tasks would have fitted elsewhere, for as long as its pool
/// says, while nobody needs the room that it has: so what was just got does not go at once, and what goes is not got again.
/// </summary>
public static class ScaleDown
{
    /// <summary>The machines that go: the dearest first, as many at once as each pool allows, and none below its minimum.</summary>
    public static ImmutableArray<Removal> Plan(FleetState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var run = new ScaleDownRun(state);
        return [.. run.Empty(), .. run.Underused()];
    }

    /// <summary>
    /// The machines whose tasks would fit on others, each for itself: whoever keeps <see cref="PoolMachine.SpareSince"/> asks
    /// this again and again.
    /// </summary>
    public static ImmutableSortedSet<string> Spare(FleetState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var run = new ScaleDownRun(state);
        return [.. state.Pools.SelectMany(pool => pool.Machines).Where(run.FitsElsewhere).Select(machine => machine.Name)];
    }
}
