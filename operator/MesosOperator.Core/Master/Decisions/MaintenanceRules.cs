using System.Collections.Immutable;
using MesosOperator.Core.Maintenance;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>What a schedule must hold, and which machines may be taken down and given back (cases G05 and G09).</summary>
internal static class MaintenanceRules
{
    /// <summary>What is wrong with a new schedule, or null.</summary>
    public static string? Problem(MaintenancePlan plan, ImmutableArray<MaintenanceWindow> windows)
    {
        var scheduled = new HashSet<MachineId>();
        foreach (var window in windows)
        {
            if (window.Machines.IsEmpty)
                return "List of machines in the maintenance window is empty";
            if (window.Unavailability.DurationNanoseconds is < 0 and var duration)
                return $"Unavailability 'duration' is negative: {duration} ns";
            foreach (var machine in window.Machines)
            {
                if (FormProblem(machine) is { } problem)
                    return problem;
                if (!scheduled.Add(machine))
                    return $"Machine '{machine}' appears more than once in the schedule";
            }
        }

        foreach (var down in plan.Down)
            if (MachineTransitions.Next(MachineMode.Down, MachineTrigger.LeaveOut) is null && !scheduled.Contains(down))
                return $"Machine '{down}' is under maintenance and cannot be left out of the schedule";
        return null;
    }

    /// <summary>Why the maintenance of machines cannot begin or end, or null.</summary>
    public static string? Problem(MaintenancePlan plan, ImmutableArray<MachineId> machines, MachineTrigger trigger)
    {
        if (machines.IsEmpty)
            return "List of machines is empty";
        var seen = new HashSet<MachineId>();
        foreach (var machine in machines)
        {
            if (FormProblem(machine) is { } problem)
                return problem;
            if (!seen.Add(machine))
                return $"Machine '{machine}' appears more than once in the list of machines";
            if (MachineTransitions.Next(plan.ModeOf(machine), trigger) is null)
                return ModeProblem(machine, plan.ModeOf(machine), trigger);
        }

        return null;
    }

    private static string ModeProblem(MachineId machine, MachineMode mode, MachineTrigger trigger) => (mode, trigger) switch
    {
        (MachineMode.Up, _) => $"Machine '{machine}' is not part of a maintenance schedule",
        (_, MachineTrigger.Start) => $"Machine '{machine}' is not in DRAINING mode and cannot be brought down",
        _ => $"Machine '{machine}' is not in DOWN mode and cannot be brought up",
    };

    private static string? FormProblem(MachineId machine) =>
        machine is { Hostname: "", Ip: "" } ? "Both 'hostname' and 'ip' for a machine are empty" : null;
}
