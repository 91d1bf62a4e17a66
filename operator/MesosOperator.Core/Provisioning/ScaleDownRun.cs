using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Provisioning;

/// <summary>One making of a plan of which machines go.</summary>
internal sealed class ScaleDownRun
{
    private readonly FleetState _state;
    private readonly SortedDictionary<string, ResourceQuantities> _rooms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _mayGo;
    private readonly HashSet<string> _moveTo = new(StringComparer.Ordinal);

    public ScaleDownRun(FleetState state)
    {
        _state = state;
        _mayGo = state.Pools.ToDictionary(pool => pool.Name, MayGo, StringComparer.Ordinal);
        foreach (var machine in state.Pools.SelectMany(pool => pool.Machines).Where(machine => machine.Phase == MachinePhase.Running))
            _rooms[machine.Name] = machine.Free;
    }

    public IEnumerable<Removal> Empty() =>
        Leaving(ScaleDownTrigger.Empty, (pool, machine) => machine.Tasks.IsEmpty && IsOver(machine.EmptySince, pool), _ => true);

    /// <summary>Room that the tasks of one would take is not there for those of the next, and stays.</summary>
    public IEnumerable<Removal> Underused() =>
        Leaving(ScaleDownTrigger.Underused, (pool, machine) => pool.Terms.ScaleDown.Trigger == ScaleDownTrigger.Underused && IsOver(machine.SpareSince, pool), TryMove);

    /// <summary>Whether all tasks of a machine have room on others.</summary>
    public bool FitsElsewhere(PoolMachine machine) => IsMovable(machine) && !machine.Tasks.IsEmpty && Moves(machine) is not null;

    private static int MayGo(Pool pool)
    {
        var leaving = pool.Machines.Count(machine => machine.Phase == MachinePhase.Leaving);
        var overMinimum = pool.Machines.Length - leaving - pool.Terms.MinMachines;
        return pool.Terms.ScaleDown.Trigger == ScaleDownTrigger.Never ? 0 : Math.Min(overMinimum, pool.Terms.ScaleDown.AtOnce - leaving);
    }

    private static bool IsMovable(PoolMachine machine) => machine is { Phase: MachinePhase.Running, IsKept: false };

    private IEnumerable<Removal> Leaving(ScaleDownTrigger reason, Func<Pool, PoolMachine, bool> isDue, Func<PoolMachine, bool> mayLeave)
    {
        var due = from pool in _state.Pools
                  from machine in pool.Machines
                  where IsMovable(machine) && _rooms.ContainsKey(machine.Name) && isDue(pool, machine) && !IsNeeded(machine)
                  orderby machine.Choice.PricePerHour descending, machine.Tasks.Length, machine.Name
                  select (pool, machine);
        foreach (var (pool, machine) in due.ToArray())
        {
            if (_mayGo[pool.Name] <= 0 || !mayLeave(machine))
                continue;
            _mayGo[pool.Name]--;
            _rooms.Remove(machine.Name);
            yield return new(pool.Name, machine.Name, reason);
        }
    }

    private bool IsOver(Primitives.Instant since, Pool pool) => since + pool.Terms.ScaleDown.After <= _state.Now;

    private bool IsNeeded(PoolMachine machine) => _state.Needs.Any(need => machine.Free.Covers(need is Need.ForTasks tasks ? tasks.Each : ResourceQuantities.Empty));

    private bool TryMove(PoolMachine machine)
    {
        if (_moveTo.Contains(machine.Name) || Moves(machine) is not { } moves)
            return false;
        foreach (var (name, left) in moves)
            _rooms[name] = left;
        _moveTo.UnionWith(moves.Keys);
        return true;
    }

    /// <summary>What would be left on others; null where a task has no room.</summary>
    private Dictionary<string, ResourceQuantities>? Moves(PoolMachine machine)
    {
        var moves = new Dictionary<string, ResourceQuantities>(StringComparer.Ordinal);
        foreach (var task in machine.Tasks)
        {
            var place = _rooms.Keys.FirstOrDefault(name => name != machine.Name && moves.GetValueOrDefault(name, _rooms[name]).Covers(task));
            if (place is null)
                return null;
            moves[place] = moves.GetValueOrDefault(place, _rooms[place]) - task;
        }

        return moves;
    }
}
