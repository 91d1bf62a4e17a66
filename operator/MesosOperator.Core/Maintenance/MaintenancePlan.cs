using System.Collections.Immutable;

namespace MesosOperator.Core.Maintenance;

/// <summary>Which machines are going to be unavailable, and which of them are under maintenance. A machine that it does not name is up.</summary>
public sealed class MaintenancePlan
{
    /// <summary>All machines are up.</summary>
    public static readonly MaintenancePlan None = new([], []);

    private readonly Dictionary<MachineId, Unavailability> _scheduled;

    /// <summary>A plan of windows, no two of which have a machine in common, and of those of their machines that are down.</summary>
    public MaintenancePlan(ImmutableArray<MaintenanceWindow> windows, ImmutableSortedSet<MachineId> down)
    {
        Windows = windows;
        Down = down;
        _scheduled = windows.SelectMany(window => window.Machines, (window, machine) => (machine, window.Unavailability))
            .DistinctBy(entry => entry.machine).ToDictionary(entry => entry.machine, entry => entry.Unavailability);
    }

    /// <summary>The schedule, in the order of whoever made it.</summary>
    public ImmutableArray<MaintenanceWindow> Windows { get; }

    /// <summary>Machines under maintenance.</summary>
    public ImmutableSortedSet<MachineId> Down { get; }

    /// <summary>Machines of the schedule that are still in use.</summary>
    public IEnumerable<MachineId> Draining => Windows.SelectMany(window => window.Machines).Where(machine => !Down.Contains(machine));

    /// <summary>Whether all machines are up.</summary>
    public bool IsEmpty => Windows.IsEmpty && Down.IsEmpty;

    /// <summary>The mode of a machine.</summary>
    public MachineMode ModeOf(MachineId machine) =>
        Down.Contains(machine) ? MachineMode.Down
        : _scheduled.ContainsKey(machine) ? MachineMode.Draining
        : MachineMode.Up;

    /// <summary>When a host is going to be unavailable; null for one that is not in the schedule. Whoever names it by more knows better.</summary>
    public Unavailability? UnavailabilityOf(string hostname, string ip)
    {
        if (_scheduled.Count == 0)
            return null;
        foreach (var name in NamesOf(hostname, ip))
            if (_scheduled.TryGetValue(name, out var unavailability))
                return unavailability;
        return null;
    }

    /// <summary>Whether a host is under maintenance.</summary>
    public bool IsDown(string hostname, string ip) => !Down.IsEmpty && NamesOf(hostname, ip).Any(Down.Contains);

    /// <summary>Whether the host is the machine.</summary>
    public static bool Matches(MachineId machine, string hostname, string ip) => NamesOf(hostname, ip).Contains(machine);

    /// <summary>The plan with another schedule; machines that are down stay down.</summary>
    public MaintenancePlan WithWindows(ImmutableArray<MaintenanceWindow> windows) => new(windows, Down);

    /// <summary>The plan when the maintenance of machines has begun.</summary>
    public MaintenancePlan WithStarted(IEnumerable<MachineId> machines) => new(Windows, Down.Union(machines));

    /// <summary>The plan when the maintenance of machines has ended: they leave the schedule, and windows that have become empty too.</summary>
    public MaintenancePlan WithStopped(IEnumerable<MachineId> machines)
    {
        var stopped = machines.ToHashSet();
        var windows = Windows.Select(window => window with { Machines = window.Machines.RemoveAll(stopped.Contains) });
        return new([.. windows.Where(window => !window.Machines.IsEmpty)], Down.Except(stopped));
    }

    private static MachineId[] NamesOf(string hostname, string ip) => [new(hostname, ip), new(hostname, ""), new("", ip)];
}
