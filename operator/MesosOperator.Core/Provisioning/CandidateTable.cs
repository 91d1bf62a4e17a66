using System.Collections.Immutable;

namespace MesosOperator.Core.Provisioning;

/// <summary>The machines that pools could get.</summary>
internal sealed class CandidateTable
{
    /// <summary>How many times as dear as the cheapest of its kind the last resort may be.</summary>
    private const int DearestFallback = 2;

    /// <summary>How many of those that beat a machine are known; one that all of them are kept from is looked at for itself.</summary>
    private const int MostBeaters = 4;

    private readonly Candidate[] _all;
    private readonly Dictionary<PoolBudget, Candidate[]> _byPool;
    private readonly int[][] _beaters;
    private readonly bool[] _isFree;
    private readonly int[] _lookedAt;
    private readonly List<Candidate> _useful = [];
    private int _look;

    public CandidateTable(FleetState state, ImmutableArray<PoolBudget> pools, Columns columns)
    {
        _all = [.. state.Pools
            .SelectMany((pool, index) => pool.Catalogue.Select(choice =>
                new Candidate(pools[index], choice, columns.RowOf(choice.Resources), state.Unavailable.Contains(choice.Key, state.Now))))
            .OrderBy(candidate => candidate.Cost)];
        _byPool = _all.GroupBy(candidate => candidate.Pool).ToDictionary(group => group.Key, group => group.ToArray());
        _beaters = [.. _all.Select(Beaters)];
        (_isFree, _lookedAt) = (new bool[_all.Length], new int[_all.Length]);
    }

    /// <summary>All of them, the cheapest first.</summary>
    public IReadOnlyList<Candidate> All => _all;

    /// <summary>Those beside which no machine of the same pool is as large and no dearer.</summary>
    public IEnumerable<Candidate> Unbeaten => _all.Where((_, index) => _beaters[index].Length == 0);

    /// <summary>Those that may be had now, less those beside which a machine of the same pool is as large and no dearer.</summary>
    public List<Candidate> Useful()
    {
        _look++;
        _useful.Clear();
        for (var index = 0; index < _all.Length; index++)
            if (!IsBeaten(index) && IsFree(index))
                _useful.Add(_all[index]);
        return _useful;
    }

    /// <summary>The cheapest that a pool may have now; null when it may have none.</summary>
    public Candidate? Cheapest(PoolBudget pool) => _byPool.GetValueOrDefault(pool, []).FirstOrDefault(candidate => candidate.Obstacle is null);

    /// <summary>
    /// What to ask the cloud for instead when it has none of a machine, after it, and what is charged for whichever it becomes:
    /// all have what is needed, and none may break a limit.
    /// </summary>
    public (ImmutableArray<MachineChoice> Choices, Charge Charge) Fallbacks(Candidate best, long[] need)
    {
        var choices = ImmutableArray.Create(best.Choice).ToBuilder();
        var charge = best.Charge;
        foreach (var other in InOrder(best, need))
        {
            if (choices.Count == NewMachines.MaxChoices)
                break;
            var larger = charge.Or(other.Charge);
            if (other == best || best.Pool.ObstacleOf(larger) is not null)
                continue;
            charge = larger;
            choices.Add(other.Choice);
        }

        return (choices.ToImmutable(), charge);
    }

    /// <summary>What may be bought instead of a machine: one that can be taken back never stands in for one that cannot.</summary>
    private IEnumerable<Candidate> InOrder(Candidate best, long[] need) => best switch
    {
        { Choice.Purchase: Purchase.OnDemand } => Alike(best.Pool, Purchase.OnDemand, need),
        { Pool.Spot.FallsBack: true } => [.. Alike(best.Pool, Purchase.Spot, need), .. Alike(best.Pool, Purchase.OnDemand, need)],
        _ => Alike(best.Pool, Purchase.Spot, need),
    };

    /// <summary>Those of one kind that have room, but for those that are much dearer than the cheapest of them.</summary>
    private IEnumerable<Candidate> Alike(PoolBudget pool, Purchase purchase, long[] need)
    {
        var alike = _byPool[pool].Where(other => other.Choice.Purchase == purchase && Columns.Covers(other.Capacity, need) && other.Obstacle is null);
        var cheapest = double.NaN;
        foreach (var other in alike)
        {
            cheapest = double.IsNaN(cheapest) ? other.Cost : cheapest;
            if (other.Cost > cheapest * DearestFallback)
                yield break;
            yield return other;
        }
    }

    private bool IsBeaten(int index)
    {
        foreach (var beater in _beaters[index])
            if (IsFree(beater))
                return true;
        return false;
    }

    /// <summary>Whether it may be had, found out once in a look.</summary>
    private bool IsFree(int index)
    {
        if (_lookedAt[index] != _look)
            (_lookedAt[index], _isFree[index]) = (_look, _all[index].Obstacle is null);
        return _isFree[index];
    }

    /// <summary>None of them is dearer, but among equals one may come later.</summary>
    private int[] Beaters(Candidate candidate)
    {
        var beaters = new List<int>(MostBeaters);
        for (var other = 0; other < _all.Length && beaters.Count < MostBeaters && _all[other].Cost <= candidate.Cost; other++)
            if (_all[other] != candidate && candidate.IsBeatenBy(_all[other]))
                beaters.Add(other);
        return [.. beaters];
    }
}
