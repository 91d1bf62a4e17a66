namespace MesosOperator.Core.Maintenance;

/// <summary>The modes of a machine as a total table.</summary>
public static class MachineTransitions
{
    /// <summary>
    /// The mode after a trigger, which may be the same, or null where the trigger is refused: maintenance begins only as
    /// scheduled, and ends only where it began (cases G05 and G09).
    /// </summary>
    public static MachineMode? Next(MachineMode mode, MachineTrigger trigger) => (mode, trigger) switch
    {
        (MachineMode.Down, MachineTrigger.Schedule) => MachineMode.Down,
        (_, MachineTrigger.Schedule) => MachineMode.Draining,
        (MachineMode.Down, MachineTrigger.LeaveOut) => null,
        (_, MachineTrigger.LeaveOut) => MachineMode.Up,
        (MachineMode.Draining, MachineTrigger.Start) => MachineMode.Down,
        (MachineMode.Down, MachineTrigger.Stop) => MachineMode.Up,
        _ => null,
    };
}
