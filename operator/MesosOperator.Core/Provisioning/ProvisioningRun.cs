using System.Collections.Immutable;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Provisioning;

/// <summary>One making of a plan.</summary>
internal sealed class ProvisioningRun
{
    /// <summary>How many lots are tried to compare machines. The one that is taken is filled with all that are left.</summary>
    private const int LotsCompared = 128;

    private const int MostReasons = 8;

    private readonly ImmutableArray<PoolBudget> _pools;
    private readonly CandidateTable _candidates;
    private readonly List<Lot> _lots;
    private readonly List<NewMachines> _add = [];
    private readonly List<UnmetNeed> _unmet = [];
    private readonly Columns _columns;
    private Packing _best;
    private Packing _next;

    public ProvisioningRun(FleetState state)
    {
        _columns = new(state.Needs.Select(LotOrder.PieceOf).Concat(state.Pools.SelectMany(AllOf)));
        var fleet = new Budget(state.Limits, _columns);
        _pools = [.. state.Pools.Select(pool => new PoolBudget(pool, fleet, _columns))];
        _candidates = new(state, _pools, _columns);
        _lots = LotOrder.Of(state.Needs, [.. _candidates.Unbeaten], _columns);
        (_best, _next) = (new(_columns.Count), new(_columns.Count));
        foreach (var machine in state.Pools.SelectMany(pool => pool.Machines).Where(machine => machine.Phase == MachinePhase.Coming))
        {
            _best.Fill(_columns.RowOf(machine.Choice.Resources), _lots, _lots.Count);
            Place(1);
        }
    }

    public ProvisioningPlan Run()
    {
        foreach (var pool in _pools)
            FillUp(pool);
        while (_lots.Count > 0)
            if (Best(_lots[0]) is { } best)
                Get(best);
            else
                GiveUp(_lots[0]);
        return new([.. _add], [.. _unmet]);
    }

    private static IEnumerable<ResourceQuantities> AllOf(Pool pool) =>
        pool.Catalogue.Select(choice => choice.Resources).Concat(pool.Machines.Select(machine => machine.Choice.Resources));

    /// <summary>Machines that a pool has to have, whoever needs them: the cheapest.</summary>
    private void FillUp(PoolBudget pool)
    {
        while (pool.Missing > 0 && _candidates.Cheapest(pool) is { } cheapest)
            Get(cheapest, "the minimum of the pool");
    }

    /// <summary>As many machines as lots last for, each filled as far as it goes.</summary>
    private void Get(Candidate candidate, string? reason = null)
    {
        _best.Fill(candidate.Capacity, _lots, _lots.Count);
        var (choices, charge) = _candidates.Fallbacks(candidate, _best.Sum());
        var atMost = reason is null && !candidate.Pool.AlternatesPurchases ? _best.Repeats() : 1;
        var count = 0;
        do
            candidate.Pool.Add(charge);
        while (++count < atMost && candidate.Pool.ObstacleOf(charge) is null);
        Note(new(candidate.Pool.Name, count, choices, reason is null ? [.. _best.Needs.Select(need => need.Source).Distinct(StringComparer.Ordinal).Take(MostReasons)] : [reason]));
        Place(count);
    }

    private void Note(NewMachines machines)
    {
        if (_add is [.., var last] && last.IsLike(machines))
            _add[^1] = last with { Count = last.Count + machines.Count };
        else
            _add.Add(machines);
    }

    /// <summary>The lots have the room of so many machines.</summary>
    private void Place(int machines)
    {
        _best.Place(machines);
        _lots.RemoveAll(lot => lot.Left == 0);
    }

    /// <summary>The machine with room for a lot for which what it takes is worth the most per dollar; null when none may be had.</summary>
    private Candidate? Best(Lot first)
    {
        Candidate? best = null;
        foreach (var candidate in _candidates.Useful())
        {
            if (!first.FitsIn(candidate.Capacity))
                continue;
            _next.Fill(candidate.Capacity, _lots, LotsCompared);
            if (best is not null && !IsBetter(candidate, best))
                continue;
            best = candidate;
            (_best, _next) = (_next, _best);
        }

        return best;
    }

    private bool IsBetter(Candidate candidate, Candidate best)
    {
        var (itsValue, bestValue) = (_next.Worth * best.Cost, _best.Worth * candidate.Cost);
        return itsValue > bestValue || (itsValue == bestValue && best.ComesAfter(candidate));
    }

    private void GiveUp(Lot lot)
    {
        _lots.Remove(lot);
        var obstacles = _candidates.All
            .Select(candidate => lot.FitsIn(candidate.Capacity) ? candidate.Obstacle : Obstacle.TooSmall)
            .OfType<Obstacle>()
            .CountBy(obstacle => obstacle)
            .OrderByDescending(count => count.Value).ThenBy(count => count.Key)
            .Select(count => (count.Key, count.Value));
        _unmet.Add(new(lot.Rest(_columns), [.. obstacles]));
    }
}
